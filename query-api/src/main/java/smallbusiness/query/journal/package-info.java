/** Every applied event in arrival order: the live feed, and the lineage of a row. */
@NullMarked
package smallbusiness.query.journal;

import org.jspecify.annotations.NullMarked;
