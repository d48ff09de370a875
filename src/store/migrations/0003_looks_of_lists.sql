R"sql(
-- A list that was carried off is one line of the access log, and one of each child in it: those say
-- of_a_list = 1, so that the log of the whole authority shows the list once.
ALTER TABLE look ADD COLUMN of_a_list INTEGER;
)sql"
