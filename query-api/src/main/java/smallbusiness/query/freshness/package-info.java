/** How fresh the read model is, and reads that wait for or refuse what is too stale. */
@NullMarked
package smallbusiness.query.freshness;

import org.jspecify.annotations.NullMarked;
