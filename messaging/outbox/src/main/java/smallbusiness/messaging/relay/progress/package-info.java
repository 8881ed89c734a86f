/** Progress reports: up to when everything committed is in Kafka. */
@NullMarked
package smallbusiness.messaging.relay.progress;

import org.jspecify.annotations.NullMarked;
