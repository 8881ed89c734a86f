/**
 * Read your writes: a command names the events that it appended in a token, and a read that brings
 * the token waits until the read model has them.
 */
@NullMarked
package smallbusiness.messaging.consistency;

import org.jspecify.annotations.NullMarked;
