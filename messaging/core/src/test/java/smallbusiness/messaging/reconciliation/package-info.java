@NullMarked
package smallbusiness.messaging.reconciliation;

import org.jspecify.annotations.NullMarked;
