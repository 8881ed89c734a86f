/** Tests of the settings. */
@NullMarked
package smallbusiness.messaging.relay.settings;

import org.jspecify.annotations.NullMarked;
