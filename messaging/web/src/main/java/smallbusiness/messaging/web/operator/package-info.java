/** Protects the actuator operations that change a running service. */
@NullMarked
package smallbusiness.messaging.web.operator;

import org.jspecify.annotations.NullMarked;
