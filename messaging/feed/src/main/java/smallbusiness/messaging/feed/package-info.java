/** Consumes topics: decodes once, applies a batch and stores its offsets in one transaction. */
@NullMarked
package smallbusiness.messaging.feed;

import org.jspecify.annotations.NullMarked;
