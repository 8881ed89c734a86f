/** What the relay's tests use: servers and relays in processes of their own, load, and checks. */
@NullMarked
package smallbusiness.messaging.relay.support;

import org.jspecify.annotations.NullMarked;
