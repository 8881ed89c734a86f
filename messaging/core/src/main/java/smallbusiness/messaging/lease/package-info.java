/** A lease that one process at a time holds. */
@NullMarked
package smallbusiness.messaging.lease;

import org.jspecify.annotations.NullMarked;
