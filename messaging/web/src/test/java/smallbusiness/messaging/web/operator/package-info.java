/** Tests of access to operator endpoints. */
@NullMarked
package smallbusiness.messaging.web.operator;

import org.jspecify.annotations.NullMarked;
