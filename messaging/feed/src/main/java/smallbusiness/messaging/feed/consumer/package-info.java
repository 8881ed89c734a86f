/** Runs feeds on Spring Kafka's listener container, with the offsets in the database. */
@NullMarked
package smallbusiness.messaging.feed.consumer;

import org.jspecify.annotations.NullMarked;
