/** Items over HTTP. */
@NullMarked
package smallbusiness.warehouse.stock.web;

import org.jspecify.annotations.NullMarked;
