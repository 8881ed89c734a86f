/**
 * Read your writes: a command returns a token that names its events, and a read that sends the
 * token waits until the read model has them.
 */
@NullMarked
package smallbusiness.messaging.consistency;

import org.jspecify.annotations.NullMarked;
