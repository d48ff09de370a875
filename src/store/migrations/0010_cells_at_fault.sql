R"sql(
-- The columns of the row that are at fault, separated by spaces; without them, as in every finding
-- kept until now, all that its rule is about.
ALTER TABLE return_check_finding ADD COLUMN fields TEXT;
)sql"
