-- What the schema registry told us, so that reading and writing go on while it is away.
CREATE TABLE messaging.schema_id (
    id         integer PRIMARY KEY,
    definition text    NOT NULL
);

COMMENT ON TABLE messaging.schema_id IS 'Schemas by the registry''s number; a number never changes its meaning.';
COMMENT ON COLUMN messaging.schema_id.definition IS 'The schema as Avro writes it in JSON.';

CREATE TABLE messaging.registered_schema (
    subject text    PRIMARY KEY,
    id      integer NOT NULL REFERENCES messaging.schema_id
);

COMMENT ON TABLE messaging.registered_schema IS 'The number under which this system''s own schema of a subject was last registered.';
