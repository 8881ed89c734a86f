/** Who may change how a running service works. */
@NullMarked
package smallbusiness.messaging.web.operator;

import org.jspecify.annotations.NullMarked;
