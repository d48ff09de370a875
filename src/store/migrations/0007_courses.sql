R"sql(
-- What people enter belongs to a course, such as one period of care, and no longer to a date. Until
-- now each entry named the day on which its period began; each such day becomes a course.
CREATE TABLE course (
  @child_row,
  kind TEXT NOT NULL,
  started_on @date NOT NULL,
  ended_on @date,
  part_of @id,
  removed_on @date,
  FOREIGN KEY (authority_id, child_id, part_of) REFERENCES course (authority_id, child_id, id),
  @child_row_keys
) @clustered;
-- Two people who are the first to enter something in a period meet here.
CREATE UNIQUE INDEX course_once ON course (authority_id, child_id, kind, started_on)
  WHERE part_of IS NULL;

-- A settlement named its milestone in a text: "milestone:review:2:2026-01-12".
ALTER TABLE settlement ADD COLUMN type TEXT;
ALTER TABLE settlement ADD COLUMN nth INTEGER;
ALTER TABLE settlement ADD COLUMN care_started_on @date;
-- @only sqlite
UPDATE settlement SET type = substr(subject, 11, instr(substr(subject, 11), ':') - 1),
  nth = CAST(substr(subject, 11 + instr(substr(subject, 11), ':')) AS INTEGER),
  care_started_on = CASE WHEN subject LIKE '%:' THEN NULL ELSE substr(subject, -10) END
  WHERE subject LIKE 'milestone:%:%:%';
-- @only postgres
UPDATE settlement SET type = split_part(subject, ':', 2),
  nth = CAST(split_part(subject, ':', 3) AS INTEGER),
  care_started_on = CAST(NULLIF(split_part(subject, ':', 4), '') AS DATE)
  WHERE subject LIKE 'milestone:%:%:%';
-- @only both
INSERT INTO course (authority_id, child_id, id, version, source, kind, started_on)
  SELECT authority_id, child_id,
    ROW_NUMBER() OVER (ORDER BY authority_id, child_id, care_started_on), 1, 'hand', 'care',
    care_started_on
  FROM (
    SELECT authority_id, child_id, care_started_on FROM milestone
    UNION SELECT authority_id, child_id, care_started_on FROM purposeful_delay
    UNION SELECT authority_id, child_id, care_started_on FROM settlement) AS named
  WHERE care_started_on IS NOT NULL;

DROP INDEX milestone_once;
DROP INDEX settlement_once;
ALTER TABLE plan RENAME TO plan_before;
ALTER TABLE milestone RENAME TO milestone_before;
ALTER TABLE purposeful_delay RENAME TO purposeful_delay_before;
ALTER TABLE settlement RENAME TO settlement_before;

CREATE TABLE plan (
  @child_row,
  course_id @id,
  type TEXT NOT NULL,
  parallel @bool NOT NULL,
  agreed_on @date NOT NULL,
  ended_on @date,
  FOREIGN KEY (authority_id, child_id, course_id) REFERENCES course (authority_id, child_id, id),
  @child_row_keys
) @clustered;

CREATE TABLE milestone (
  @child_row,
  course_id @id,
  type TEXT NOT NULL,
  nth INTEGER NOT NULL,
  planned_on @date,
  happened_on @date,
  outcome TEXT,
  note TEXT,
  FOREIGN KEY (authority_id, child_id, course_id) REFERENCES course (authority_id, child_id, id),
  @child_row_keys
) @clustered;

CREATE TABLE purposeful_delay (
  @child_row,
  course_id @id,
  timescale TEXT NOT NULL,
  reason TEXT,
  decided_by TEXT,
  decided_on @date NOT NULL,
  look_again_on @date NOT NULL,
  ended_on @date,
  FOREIGN KEY (authority_id, child_id, course_id) REFERENCES course (authority_id, child_id, id),
  @child_row_keys
) @clustered;

CREATE TABLE settlement (
  @child_row,
  course_id @id,
  type TEXT NOT NULL,
  nth INTEGER NOT NULL,
  imported_value TEXT,
  entered_value TEXT,
  counts TEXT NOT NULL CHECK (counts IN ('hand', 'return_file', 'extract')),
  FOREIGN KEY (authority_id, child_id, course_id) REFERENCES course (authority_id, child_id, id),
  @child_row_keys
) @clustered;

INSERT INTO plan (authority_id, child_id, id, version, source, import_id, source_row,
    collection_year, type, parallel, agreed_on, ended_on)
  SELECT authority_id, child_id, id, version, source, import_id, source_row, collection_year, type,
    parallel, agreed_on, ended_on FROM plan_before;
INSERT INTO milestone (authority_id, child_id, id, version, source, import_id, source_row,
    collection_year, course_id, type, nth, planned_on, happened_on, outcome, note)
  SELECT b.authority_id, b.child_id, b.id, b.version, b.source, b.import_id, b.source_row,
    b.collection_year, c.id, b.type, b.nth, b.planned_on, b.happened_on, b.outcome, b.note
  FROM milestone_before AS b LEFT JOIN course AS c ON c.authority_id = b.authority_id
    AND c.child_id = b.child_id AND c.started_on = b.care_started_on;
INSERT INTO purposeful_delay (authority_id, child_id, id, version, source, import_id, source_row,
    collection_year, course_id, timescale, reason, decided_by, decided_on, look_again_on, ended_on)
  SELECT b.authority_id, b.child_id, b.id, b.version, b.source, b.import_id, b.source_row,
    b.collection_year, c.id, b.timescale, b.reason, b.decided_by, b.decided_on, b.look_again_on,
    b.ended_on
  FROM purposeful_delay_before AS b LEFT JOIN course AS c ON c.authority_id = b.authority_id
    AND c.child_id = b.child_id AND c.started_on = b.care_started_on;
INSERT INTO settlement (authority_id, child_id, id, version, source, import_id, source_row,
    collection_year, course_id, type, nth, imported_value, entered_value, counts)
  SELECT b.authority_id, b.child_id, b.id, b.version, b.source, b.import_id, b.source_row,
    b.collection_year, c.id, COALESCE(b.type, b.subject), COALESCE(b.nth, 1), b.imported_value,
    b.entered_value, b.counts
  FROM settlement_before AS b LEFT JOIN course AS c ON c.authority_id = b.authority_id
    AND c.child_id = b.child_id AND c.started_on = b.care_started_on;

DROP TABLE plan_before;
DROP TABLE milestone_before;
DROP TABLE purposeful_delay_before;
DROP TABLE settlement_before;

-- A milestone before care has no course and is still one; NULLs are distinct in a unique key.
CREATE UNIQUE INDEX milestone_once
  ON milestone (authority_id, child_id, type, nth, COALESCE(course_id, 0));
CREATE UNIQUE INDEX settlement_once
  ON settlement (authority_id, child_id, type, nth, COALESCE(course_id, 0));

-- @only sqlite
INSERT INTO id_counter (table_name, last_id)
  SELECT 'course', last FROM (SELECT MAX(id) AS last FROM course) WHERE last IS NOT NULL;

-- @only postgres
CREATE SEQUENCE course_ids;
SELECT setval('course_ids', last) FROM (SELECT MAX(id) AS last FROM course) AS ids
  WHERE last IS NOT NULL;
)sql"
