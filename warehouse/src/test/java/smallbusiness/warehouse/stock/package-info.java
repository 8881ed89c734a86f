/** Tests of items: the domain rules, and the API and events with a real database and broker. */
@NullMarked
package smallbusiness.warehouse.stock;

import org.jspecify.annotations.NullMarked;
