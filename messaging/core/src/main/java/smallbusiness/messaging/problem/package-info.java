/** Problem documents (RFC 9457): what a web edge answers when it refuses a request. */
@NullMarked
package smallbusiness.messaging.problem;

import org.jspecify.annotations.NullMarked;
