/** Appends events inside the caller's transaction. */
@NullMarked
package smallbusiness.messaging.outbox;

import org.jspecify.annotations.NullMarked;
