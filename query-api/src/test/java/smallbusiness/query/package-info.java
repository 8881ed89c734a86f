/** The read model and its API, fed through Kafka and read over HTTP. */
@NullMarked
package smallbusiness.query;

import org.jspecify.annotations.NullMarked;
