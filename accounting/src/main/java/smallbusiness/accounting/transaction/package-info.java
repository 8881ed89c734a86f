/** Payments and refunds, with the history of their corrections. */
@NullMarked
package smallbusiness.accounting.transaction;

import org.jspecify.annotations.NullMarked;
