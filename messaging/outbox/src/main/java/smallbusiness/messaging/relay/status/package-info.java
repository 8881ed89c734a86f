/**
 * What operators see of the relay: status, lag, health, metrics and the {@code relay} endpoint.
 * Start with {@link smallbusiness.messaging.relay.status.RelayStatus}.
 */
@NullMarked
package smallbusiness.messaging.relay.status;

import org.jspecify.annotations.NullMarked;
