/** What the read model has already, and as of when. */
@NullMarked
package smallbusiness.query.freshness;

import org.jspecify.annotations.NullMarked;
