/** Tests of publishing to Kafka. */
@NullMarked
package smallbusiness.messaging.relay.publish;

import org.jspecify.annotations.NullMarked;
