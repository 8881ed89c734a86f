/**
 * Lists of the API: filters, sorting and stable pages, each declared once for SQL and
 * documentation.
 */
@NullMarked
package smallbusiness.query.listing;

import org.jspecify.annotations.NullMarked;
