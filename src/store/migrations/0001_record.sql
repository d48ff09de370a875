R"sql(
-- Names beginning with @ are written differently for each database; see migrations.cpp.
CREATE TABLE authority (
  id @id PRIMARY KEY,
  name TEXT NOT NULL,
  dfe_number TEXT,
  ons_code TEXT,
  synthetic @bool NOT NULL
) @strict;

CREATE TABLE account (
  id @id PRIMARY KEY,
  sign_in_name TEXT NOT NULL UNIQUE,
  name TEXT,
  initials TEXT,
  password_hash TEXT,
  worker_id @id,
  disabled @bool NOT NULL,
  failed_attempts INTEGER NOT NULL,
  locked_until @moment
) @strict;

CREATE TABLE account_grant (
  account_id @id NOT NULL REFERENCES account (id),
  authority_id @id NOT NULL REFERENCES authority (id),
  role TEXT NOT NULL CHECK (role IN ('viewer', 'practitioner', 'manager', 'administrator')),
  PRIMARY KEY (account_id, authority_id)
) @clustered;
CREATE INDEX account_grant_by_authority ON account_grant (authority_id);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  csrf_token TEXT NOT NULL,
  account_id @id NOT NULL REFERENCES account (id),
  authority_id @id NOT NULL REFERENCES authority (id),
  started_at @moment NOT NULL,
  last_seen_at @moment NOT NULL,
  ends_at @moment NOT NULL
) @strict;
CREATE INDEX session_by_account ON session (account_id);

CREATE TABLE data_import (
  authority_id @id NOT NULL REFERENCES authority (id),
  id @id NOT NULL,
  at @moment NOT NULL,
  by_account_id @id REFERENCES account (id),
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'refused')),
  source_name TEXT,
  content_hash TEXT,
  collection_years TEXT,
  children @id NOT NULL,
  episodes @id NOT NULL,
  problems @id NOT NULL,
  added @id NOT NULL,
  changed @id NOT NULL,
  withdrawn @id NOT NULL,
  unchanged @id NOT NULL,
  sentence TEXT,
  PRIMARY KEY (authority_id, id)
) @clustered;

CREATE TABLE import_problem (
  authority_id @id NOT NULL,
  import_id @id NOT NULL,
  nth @id NOT NULL,
  file TEXT,
  source_row INTEGER,
  column_name TEXT,
  found TEXT,
  sentence TEXT,
  effect TEXT,
  PRIMARY KEY (authority_id, import_id, nth),
  FOREIGN KEY (authority_id, import_id) REFERENCES data_import (authority_id, id)
) @clustered;

CREATE TABLE team (
  authority_id @id NOT NULL REFERENCES authority (id),
  id @id NOT NULL,
  name TEXT,
  PRIMARY KEY (authority_id, id)
) @clustered;

CREATE TABLE worker (
  authority_id @id NOT NULL REFERENCES authority (id),
  id @id NOT NULL,
  team_id @id,
  number TEXT,
  name TEXT,
  initials TEXT,
  PRIMARY KEY (authority_id, id),
  FOREIGN KEY (authority_id, team_id) REFERENCES team (authority_id, id)
) @clustered;

CREATE TABLE sibling_group (
  authority_id @id NOT NULL REFERENCES authority (id),
  id @id NOT NULL,
  label TEXT,
  plan_together @bool,
  reason TEXT,
  PRIMARY KEY (authority_id, id)
) @clustered;

-- A child and its rows carry the authority in their keys, so that no key of one authority can reach
-- a row of another.
CREATE TABLE child (
  @stored,
  number TEXT NOT NULL,
  given_name TEXT,
  family_name TEXT,
  born_on @date,
  sex TEXT,
  ethnicity TEXT,
  upn TEXT,
  is_mother @bool,
  first_child_born_on @date,
  is_uasc @bool NOT NULL,
  uasc_ceased_on @date,
  sibling_group_id @id,
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, number),
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (authority_id, sibling_group_id) REFERENCES sibling_group (authority_id, id),
  FOREIGN KEY (authority_id, import_id) REFERENCES data_import (authority_id, id)
) @clustered;

CREATE TABLE episode (
  @child_row,
  started_on @date NOT NULL,
  reason_for_new_episode TEXT,
  legal_status TEXT,
  category_of_need TEXT,
  placement_type TEXT,
  placement_provider TEXT,
  ended_on @date,
  reason_ended TEXT,
  reason_for_placement_change TEXT,
  home_postcode TEXT,
  placement_postcode TEXT,
  urn TEXT,
  @child_row_keys
) @clustered;

CREATE TABLE review (
  @child_row,
  held_on @date NOT NULL,
  participation TEXT,
  @child_row_keys
) @clustered;

CREATE TABLE adoption (
  @child_row,
  decided_on @date,
  matched_on @date,
  by_foster_carer @bool,
  adopters INTEGER,
  adopters_sex TEXT,
  adopters_legal_status TEXT,
  @child_row_keys
) @clustered;

CREATE TABLE adoption_decision (
  @child_row,
  decided_on @date,
  reversed_on @date,
  reason_reversed TEXT,
  @child_row_keys
) @clustered;

CREATE TABLE previous_permanence (
  @child_row,
  type TEXT,
  authority TEXT,
  ordered_on TEXT,
  @child_row_keys
) @clustered;

CREATE TABLE missing_period (
  @child_row,
  type TEXT,
  started_on @date NOT NULL,
  ended_on @date,
  @child_row_keys
) @clustered;

CREATE TABLE health_outcome (
  @child_row,
  year INTEGER NOT NULL,
  sdq_score INTEGER,
  sdq_reason TEXT,
  convicted @bool,
  health_check @bool,
  immunisations @bool,
  teeth_check @bool,
  health_assessment @bool,
  substance_misuse @bool,
  intervention_received @bool,
  intervention_offered @bool,
  @child_row_keys
) @clustered;

CREATE TABLE care_leaver (
  @child_row,
  year INTEGER NOT NULL,
  in_touch TEXT,
  activity TEXT,
  accommodation TEXT,
  @child_row_keys
) @clustered;

CREATE TABLE worker_spell (
  @child_row,
  worker_number TEXT,
  worker_id @id,
  started_on @date NOT NULL,
  ended_on @date,
  reason TEXT,
  FOREIGN KEY (authority_id, worker_id) REFERENCES worker (authority_id, id),
  @child_row_keys
) @clustered;

CREATE TABLE deprivation_of_liberty (
  @child_row,
  started_on @date NOT NULL,
  ended_on @date,
  @child_row_keys
) @clustered;

CREATE TABLE plan (
  @child_row,
  type TEXT NOT NULL,
  parallel @bool NOT NULL,
  agreed_on @date NOT NULL,
  ended_on @date,
  @child_row_keys
) @clustered;

CREATE TABLE milestone (
  @child_row,
  type TEXT NOT NULL,
  nth INTEGER NOT NULL,
  care_started_on @date,
  planned_on @date,
  happened_on @date,
  outcome TEXT,
  note TEXT,
  @child_row_keys
) @clustered;
-- NULLs are distinct in a unique key; a milestone before care has no start of care and is still one.
CREATE UNIQUE INDEX milestone_once
  ON milestone (authority_id, child_id, type, nth, COALESCE(care_started_on, @no_date));

CREATE TABLE purposeful_delay (
  @child_row,
  timescale TEXT NOT NULL,
  care_started_on @date,
  reason TEXT,
  decided_by TEXT,
  decided_on @date NOT NULL,
  look_again_on @date NOT NULL,
  ended_on @date,
  @child_row_keys
) @clustered;

CREATE TABLE settlement (
  @child_row,
  subject TEXT NOT NULL,
  imported_value TEXT,
  entered_value TEXT,
  counts TEXT NOT NULL CHECK (counts IN ('hand', 'return_file', 'extract')),
  @child_row_keys
) @clustered;
CREATE UNIQUE INDEX settlement_once ON settlement (authority_id, child_id, subject);

-- child_id is NULL for changes of the authority's own lists (team, worker, sibling_group). It is
-- no foreign key: what was done to a child stays known after the row is gone.
CREATE TABLE journal (
  authority_id @id NOT NULL REFERENCES authority (id),
  sequence @id NOT NULL,
  at @moment NOT NULL,
  by_account_id @id REFERENCES account (id),
  import_id @id,
  operation TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'remove')),
  table_name TEXT NOT NULL,
  row_id @id NOT NULL,
  child_id @id,
  before_json TEXT,
  after_json TEXT,
  PRIMARY KEY (authority_id, sequence)
) @clustered;
CREATE INDEX journal_by_child ON journal (authority_id, child_id, sequence);

CREATE TABLE look (
  id @given_id,
  at @moment NOT NULL,
  account_id @id REFERENCES account (id),
  authority_id @id NOT NULL REFERENCES authority (id),
  child_id @id,
  what TEXT
) @strict;
CREATE INDEX look_by_authority ON look (authority_id, id);
CREATE INDEX look_by_child ON look (authority_id, child_id, id);

-- @only sqlite
CREATE TRIGGER journal_keeps_updates BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'The journal is append-only.'); END;
CREATE TRIGGER journal_keeps_deletes BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'The journal is append-only.'); END;
CREATE TRIGGER look_keeps_updates BEFORE UPDATE ON look
BEGIN SELECT RAISE(ABORT, 'The access log is append-only.'); END;
-- The last id given in each table: ids are never given twice, because the journal names rows by id.
CREATE TABLE id_counter (
  table_name TEXT PRIMARY KEY,
  last_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- @only postgres
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only.', TG_TABLE_NAME;
END $$;
CREATE TRIGGER journal_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER look_keeps BEFORE UPDATE ON look
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE SEQUENCE authority_ids;
CREATE SEQUENCE account_ids;
CREATE SEQUENCE data_import_ids;
CREATE SEQUENCE team_ids;
CREATE SEQUENCE worker_ids;
CREATE SEQUENCE sibling_group_ids;
CREATE SEQUENCE child_ids;
CREATE SEQUENCE episode_ids;
CREATE SEQUENCE review_ids;
CREATE SEQUENCE adoption_ids;
CREATE SEQUENCE adoption_decision_ids;
CREATE SEQUENCE previous_permanence_ids;
CREATE SEQUENCE missing_period_ids;
CREATE SEQUENCE health_outcome_ids;
CREATE SEQUENCE care_leaver_ids;
CREATE SEQUENCE worker_spell_ids;
CREATE SEQUENCE deprivation_of_liberty_ids;
CREATE SEQUENCE plan_ids;
CREATE SEQUENCE milestone_ids;
CREATE SEQUENCE purposeful_delay_ids;
CREATE SEQUENCE settlement_ids;
CREATE SEQUENCE journal_ids;
)sql"
