/** How fresh the read model is, and requests that require a certain freshness. */
@NullMarked
package smallbusiness.query.freshness;

import org.jspecify.annotations.NullMarked;
