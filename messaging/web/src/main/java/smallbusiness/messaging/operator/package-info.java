/** Who may change how a running service works, as opposed to the business's data. */
@NullMarked
package smallbusiness.messaging.operator;

import org.jspecify.annotations.NullMarked;
