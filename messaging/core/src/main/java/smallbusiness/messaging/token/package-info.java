/** The versions of aggregates that a reader must be able to see, and the token that names them. */
@NullMarked
package smallbusiness.messaging.token;

import org.jspecify.annotations.NullMarked;
