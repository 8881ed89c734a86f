#!/usr/bin/env bash
# Runs once, when the volume is new. Creates a database with an owner for each service and the registry, and for each system
# a role that may only replicate. No service uses a superuser.
set -euo pipefail

sql() {
  psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres "$@"
}

# database NAME PASSWORD
database() {
  sql --set name="$1" --set password="$2" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}

# relay SYSTEM PASSWORD: reads the system's outbox from the write-ahead log
relay() {
  sql --set database="$1" --set name="$1_relay" --set password="$2" <<'SQL'
CREATE ROLE :"name" LOGIN REPLICATION PASSWORD :'password';
GRANT CONNECT ON DATABASE :"database" TO :"name";
-- A relay that is frozen or cut off gives up its slot after this time, and a standby takes over.
ALTER ROLE :"name" SET wal_sender_timeout = '5s';
SQL
}

database warehouse "$WAREHOUSE_PASSWORD"
database sales "$SALES_PASSWORD"
database accounting "$ACCOUNTING_PASSWORD"
database query "$QUERY_PASSWORD"
database registry "$REGISTRY_PASSWORD"
relay warehouse "$WAREHOUSE_RELAY_PASSWORD"
relay sales "$SALES_RELAY_PASSWORD"
relay accounting "$ACCOUNTING_RELAY_PASSWORD"
