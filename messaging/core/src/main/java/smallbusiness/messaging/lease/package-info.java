/** Leases that only one process holds at a time. */
@NullMarked
package smallbusiness.messaging.lease;

import org.jspecify.annotations.NullMarked;
