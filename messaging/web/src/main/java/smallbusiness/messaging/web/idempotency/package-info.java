/** Executes a POST with an {@code Idempotency-Key} at most once. */
@NullMarked
package smallbusiness.messaging.web.idempotency;

import org.jspecify.annotations.NullMarked;
