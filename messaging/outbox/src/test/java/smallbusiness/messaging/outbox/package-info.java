/** Tests of appending events and of the outbox partitions. */
@NullMarked
package smallbusiness.messaging.outbox;

import org.jspecify.annotations.NullMarked;
