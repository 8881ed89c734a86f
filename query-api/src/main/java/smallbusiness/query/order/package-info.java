/** Orders: each with its lines, reservation, invoice and payments. */
@NullMarked
package smallbusiness.query.order;

import org.jspecify.annotations.NullMarked;
