R"sql(
-- A first password, given by somebody else, is to be changed at the first sign-in.
ALTER TABLE account ADD COLUMN must_change_password @bool;
ALTER TABLE account ADD COLUMN last_signed_in_at @moment;
-- Wrong tries are counted below, by name and by where they come from.
ALTER TABLE account DROP COLUMN failed_attempts;
ALTER TABLE account DROP COLUMN locked_until;

-- People see their own sessions and end them, each by its number. Those from before have none: they
-- end here, and people sign in again.
DELETE FROM session;
ALTER TABLE session ADD COLUMN id @id;
ALTER TABLE session ADD COLUMN address TEXT;
ALTER TABLE session ADD COLUMN device TEXT;
CREATE UNIQUE INDEX session_by_id ON session (id);

-- Wrong tries to sign in, whether or not there is an account of that name. The name stands as a
-- keyed hash, because people type passwords there; '*' counts whatever name, or wherever from.
CREATE TABLE sign_in_count (
  name_key TEXT NOT NULL,
  place TEXT NOT NULL,
  failures INTEGER NOT NULL,
  last_failed_at @moment NOT NULL,
  locked_until @moment,
  PRIMARY KEY (name_key, place)
) @clustered;

-- Keys that this database's servers share: made by the first that needs one.
CREATE TABLE server_secret (
  name TEXT PRIMARY KEY,
  secret TEXT NOT NULL
) @strict;

-- @only postgres
CREATE SEQUENCE session_ids;
)sql"
