/** The settings of the relay and its topics. */
@NullMarked
package smallbusiness.messaging.relay.settings;

import org.jspecify.annotations.NullMarked;
