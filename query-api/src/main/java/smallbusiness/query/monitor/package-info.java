/** Checks the invariants of the read model continuously. */
@NullMarked
package smallbusiness.query.monitor;

import org.jspecify.annotations.NullMarked;
