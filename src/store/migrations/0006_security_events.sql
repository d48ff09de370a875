R"sql(
-- Who signed in, failed to, was locked, given a role …: one row for each authority that the account
-- has a role in at that moment, so that a role taken away later hides nothing. An account of 0 is a
-- name without an account; the name itself is not kept.
CREATE TABLE security_event (
  id @given_id,
  at @moment NOT NULL,
  act TEXT NOT NULL,
  account_id @id REFERENCES account (id),
  by_account_id @id REFERENCES account (id),
  authority_id @id REFERENCES authority (id),
  address TEXT,
  role TEXT
) @strict;
CREATE INDEX security_event_by_authority ON security_event (authority_id, id);

-- @only sqlite
CREATE TRIGGER security_event_keeps_updates BEFORE UPDATE ON security_event
BEGIN SELECT RAISE(ABORT, 'The security log is append-only.'); END;
CREATE TRIGGER security_event_keeps_deletes BEFORE DELETE ON security_event
BEGIN SELECT RAISE(ABORT, 'The security log is append-only.'); END;

-- @only postgres
CREATE TRIGGER security_event_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON security_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
)sql"
