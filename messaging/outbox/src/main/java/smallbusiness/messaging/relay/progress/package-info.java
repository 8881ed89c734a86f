/** Progress reports: the time up to which all commits are in Kafka. */
@NullMarked
package smallbusiness.messaging.relay.progress;

import org.jspecify.annotations.NullMarked;
