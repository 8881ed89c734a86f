/**
 * Publishes the outbox: an embedded Debezium engine reads the rows from the write-ahead log in
 * commit order, and they go to Kafka in transactions that also carry the position reached, so that
 * no crash can lose or repeat one.
 */
@NullMarked
package smallbusiness.messaging.relay;

import org.jspecify.annotations.NullMarked;
