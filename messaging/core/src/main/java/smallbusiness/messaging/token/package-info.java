/** Consistency tokens: the versions of aggregates that a read must include. */
@NullMarked
package smallbusiness.messaging.token;

import org.jspecify.annotations.NullMarked;
