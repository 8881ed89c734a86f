/** Where a command leaves its events, and how they are kept. */
@NullMarked
package smallbusiness.messaging.outbox;

import org.jspecify.annotations.NullMarked;
