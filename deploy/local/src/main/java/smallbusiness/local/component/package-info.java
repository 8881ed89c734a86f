/** The components of the system: how each is prepared, configured and started. */
@NullMarked
package smallbusiness.local.component;

import org.jspecify.annotations.NullMarked;
