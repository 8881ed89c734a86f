/** Reports and the overview, from totals that projectors keep up to date. */
@NullMarked
package smallbusiness.query.report;

import org.jspecify.annotations.NullMarked;
