/** Transactions: payments and refunds. */
@NullMarked
package smallbusiness.query.transaction;

import org.jspecify.annotations.NullMarked;
