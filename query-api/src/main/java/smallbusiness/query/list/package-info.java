/**
 * Lists of the API: filters, sorting and stable pages, each declared once for SQL and
 * documentation.
 */
@NullMarked
package smallbusiness.query.list;

import org.jspecify.annotations.NullMarked;
