-- Schemas and ids from the registry, so that events can be read and written while it is down.
CREATE TABLE messaging.schema_id (
    id         integer PRIMARY KEY,
    definition text    NOT NULL
);

COMMENT ON TABLE messaging.schema_id IS 'Schemas by their id in the registry. The schema of an id never changes.';
COMMENT ON COLUMN messaging.schema_id.definition IS 'The Avro schema in JSON.';

CREATE TABLE messaging.registered_schema (
    subject text    PRIMARY KEY,
    id      integer NOT NULL REFERENCES messaging.schema_id
);

COMMENT ON TABLE messaging.registered_schema IS 'The id of the schema that this system last registered for a subject.';
