/**
 * The embedded Debezium engine, which reads outbox rows from the write-ahead log in commit order.
 * Start with {@link smallbusiness.messaging.relay.engine.Engine}.
 */
@NullMarked
package smallbusiness.messaging.relay.engine;

import org.jspecify.annotations.NullMarked;
