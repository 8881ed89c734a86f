/** Events that a feed could not apply, and what operators do about them. */
@NullMarked
package smallbusiness.messaging.feed.parked;

import org.jspecify.annotations.NullMarked;
