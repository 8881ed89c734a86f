-- Constant defaults: no row is rewritten.
ALTER TABLE reservation ADD COLUMN invoice_version bigint NOT NULL DEFAULT 0 CHECK (invoice_version >= 0);
ALTER TABLE reservation ALTER COLUMN invoice_version DROP DEFAULT;

COMMENT ON COLUMN reservation.invoice_version IS 'The newest version of the invoice that counts here; 0 before any.';
