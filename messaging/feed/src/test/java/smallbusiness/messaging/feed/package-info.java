/** Tests of feeds against a real broker, registry and database. */
@NullMarked
package smallbusiness.messaging.feed;

import org.jspecify.annotations.NullMarked;
