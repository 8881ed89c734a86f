/**
 * Publishing to Kafka: events and the relay position in one transaction, and reading both back.
 * Start with {@link smallbusiness.messaging.relay.publish.RelayKafka}.
 */
@NullMarked
package smallbusiness.messaging.relay.publish;

import org.jspecify.annotations.NullMarked;
