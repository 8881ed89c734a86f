/** Payments and refunds: recorded, put right, declared void, and never edited away. */
@NullMarked
package smallbusiness.accounting.transaction;

import org.jspecify.annotations.NullMarked;
