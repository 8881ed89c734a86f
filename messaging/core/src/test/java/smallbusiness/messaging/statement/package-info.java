@NullMarked
package smallbusiness.messaging.statement;

import org.jspecify.annotations.NullMarked;
