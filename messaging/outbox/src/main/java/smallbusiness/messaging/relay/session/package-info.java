/**
 * Sessions of the relay: take the slot, resume after the last published row, publish until stopped.
 * Start with {@link smallbusiness.messaging.relay.session.SessionRunner}.
 */
@NullMarked
package smallbusiness.messaging.relay.session;

import org.jspecify.annotations.NullMarked;
