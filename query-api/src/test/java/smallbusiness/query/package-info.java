/** The read model and its API, fed through Kafka and asked over HTTP. */
@NullMarked
package smallbusiness.query;

import org.jspecify.annotations.NullMarked;
