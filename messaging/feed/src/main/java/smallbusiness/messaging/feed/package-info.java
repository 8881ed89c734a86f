/**
 * Consumes topics: a service's feed decodes each event once, and applies a batch with all handlers
 * and stores its offsets in one transaction.
 */
@NullMarked
package smallbusiness.messaging.feed;

import org.jspecify.annotations.NullMarked;
