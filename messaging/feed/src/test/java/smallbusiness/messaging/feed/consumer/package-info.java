/** Tests of feeds and of parked events. */
@NullMarked
package smallbusiness.messaging.feed.consumer;

import org.jspecify.annotations.NullMarked;
