/** Every event that came in, in the order in which it was taken up: lineage and the live feed. */
@NullMarked
package smallbusiness.query.journal;

import org.jspecify.annotations.NullMarked;
