/**
 * The relay publishes the outbox exactly once: an embedded Debezium engine reads the rows from the
 * write-ahead log in commit order, and they go to Kafka in transactions that also contain the
 * position reached, so that no crash loses or repeats an event.
 *
 * <p>This package supervises: {@code Relay} runs sessions and repairs. Its sub-packages do the
 * work: {@code slot}, {@code engine}, {@code publish}, {@code session}, {@code progress}, {@code
 * audit}, {@code status} and {@code settings}.
 */
@NullMarked
package smallbusiness.messaging.relay;

import org.jspecify.annotations.NullMarked;
