-- What every replica, and a database restored elsewhere, must be able to tell about the slot.
ALTER TABLE messaging.relay_slot
    ADD COLUMN system_identifier bigint,
    ADD COLUMN audited_until     timestamptz;

UPDATE messaging.relay_slot
SET system_identifier = (SELECT system_identifier FROM pg_control_system());

COMMENT ON COLUMN messaging.relay_slot.system_identifier IS
    'The server on which the slot was made; another one means that the database was restored from a dump.';
COMMENT ON COLUMN messaging.relay_slot.audited_until IS
    'What was written before this moment has been found in Kafka, once and in order.';
COMMENT ON COLUMN messaging.relay_slot.consistent_point IS
    'Where the slot began; 0/0 as long as none was ever made.';
COMMENT ON COLUMN messaging.relay_slot.published_id IS
    'An outbox id known to be in Kafka with nearly all below it; for people and metrics, proves nothing.';
