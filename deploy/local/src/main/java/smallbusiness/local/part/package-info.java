/** The parts of the system: how each is prepared, started, asked and stopped. */
@NullMarked
package smallbusiness.local.part;

import org.jspecify.annotations.NullMarked;
