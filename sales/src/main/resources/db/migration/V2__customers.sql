-- A customer's number is the business's own. Version 0 is a row taken by a command that has not
-- committed yet; an erased customer keeps number and version alone, so that no event number of his
-- is ever given twice.
CREATE TABLE customer (
  id      bigint PRIMARY KEY CHECK (id > 0),
  name    text,
  email   text,
  country text,
  version bigint NOT NULL CHECK (version >= 0),
  CONSTRAINT described_whole_or_not_at_all CHECK (num_nulls(name, email, country) IN (0, 3)),
  CONSTRAINT described_by_an_event CHECK (name IS NULL OR version > 0)
);
