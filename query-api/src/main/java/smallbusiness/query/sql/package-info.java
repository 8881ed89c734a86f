/** SQL helpers: tables that are written in batches, selects, and records as rows. */
@NullMarked
package smallbusiness.query.sql;

import org.jspecify.annotations.NullMarked;
