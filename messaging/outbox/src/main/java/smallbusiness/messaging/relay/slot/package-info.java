/**
 * The replication slot: its state in PostgreSQL, what the database stores about it, and the
 * connections that use it. Start with {@link smallbusiness.messaging.relay.slot.ReplicationSlot}.
 */
@NullMarked
package smallbusiness.messaging.relay.slot;

import org.jspecify.annotations.NullMarked;
