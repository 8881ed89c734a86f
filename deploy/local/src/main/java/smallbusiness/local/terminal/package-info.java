/** Output to the terminal. */
@NullMarked
package smallbusiness.local.terminal;

import org.jspecify.annotations.NullMarked;
