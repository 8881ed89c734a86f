/** Problem documents (RFC 9457), the error responses of all services. */
@NullMarked
package smallbusiness.messaging.problem;

import org.jspecify.annotations.NullMarked;
