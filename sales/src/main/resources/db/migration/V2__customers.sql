-- The business assigns the identifiers. Version 0 marks a row of a command that has not committed
-- yet. An erased customer keeps identifier and version, so that no event version is used twice.
CREATE TABLE customer (
  id      bigint PRIMARY KEY CHECK (id > 0),
  name    text,
  email   text,
  country text,
  version bigint NOT NULL CHECK (version >= 0),
  CONSTRAINT details_complete_or_absent CHECK (num_nulls(name, email, country) IN (0, 3)),
  CONSTRAINT details_have_an_event CHECK (name IS NULL OR version > 0)
);
