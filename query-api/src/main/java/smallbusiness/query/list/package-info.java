/** Lists of the API: filters, sort orders and keyset pages. */
@NullMarked
package smallbusiness.query.list;

import org.jspecify.annotations.NullMarked;
