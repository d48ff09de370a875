R"sql(
-- Work behind the pages and the files that wait for it, which every server over this database sees.
CREATE TABLE upload (
  authority_id @id NOT NULL REFERENCES authority (id),
  name TEXT NOT NULL,
  by_account_id @id REFERENCES account (id),
  session TEXT,
  until @moment NOT NULL,
  read_on @date NOT NULL,
  year INTEGER,
  leading_zeros TEXT NOT NULL,
  unknown_children @bool NOT NULL,
  old_year @bool NOT NULL,
  revision @id NOT NULL,
  size_bytes @id NOT NULL,
  PRIMARY KEY (authority_id, name)
) @clustered;
CREATE INDEX upload_by_session ON upload (session);
CREATE INDEX upload_by_until ON upload (until);

CREATE TABLE upload_file (
  authority_id @id NOT NULL,
  upload_name TEXT NOT NULL,
  nth @id NOT NULL,
  name TEXT,
  previous @bool NOT NULL,
  size_bytes @id NOT NULL,
  PRIMARY KEY (authority_id, upload_name, nth),
  FOREIGN KEY (authority_id, upload_name) REFERENCES upload (authority_id, name)
) @clustered;

CREATE TABLE upload_file_piece (
  authority_id @id NOT NULL,
  upload_name TEXT NOT NULL,
  file_nth @id NOT NULL,
  nth @id NOT NULL,
  bytes @bytes NOT NULL,
  PRIMARY KEY (authority_id, upload_name, file_nth, nth),
  FOREIGN KEY (authority_id, upload_name, file_nth)
    REFERENCES upload_file (authority_id, upload_name, nth)
) @strict;

-- heard_at: when the server that does it last said that it is alive.
CREATE TABLE job (
  authority_id @id NOT NULL REFERENCES authority (id),
  name TEXT NOT NULL,
  by_account_id @id REFERENCES account (id),
  session TEXT,
  at @moment NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('read', 'read_again', 'import', 'undo', 'check')),
  upload_name TEXT,
  year INTEGER,
  leading_zeros TEXT NOT NULL,
  unknown_children @bool NOT NULL,
  old_year @bool NOT NULL,
  digest TEXT,
  all_the_same @bool NOT NULL,
  undoes_import_id @id,
  rules INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'refused')),
  stage TEXT,
  percent INTEGER NOT NULL,
  import_id @id,
  check_id @id,
  reading TEXT,
  sentence TEXT,
  incident TEXT,
  server TEXT,
  heard_at @moment,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (authority_id, name)
) @clustered;
CREATE INDEX job_by_state ON job (state, at);
)sql"
