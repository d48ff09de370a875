R"sql(
-- The work behind the pages that brought an import in, so that whoever waited for it is told what
-- came of it although the server was started anew meanwhile.
ALTER TABLE data_import ADD COLUMN job TEXT;
CREATE INDEX data_import_by_job ON data_import (authority_id, job);
)sql"
