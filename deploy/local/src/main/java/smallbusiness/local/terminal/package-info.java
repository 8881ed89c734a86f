/** What the user sees at the terminal. */
@NullMarked
package smallbusiness.local.terminal;

import org.jspecify.annotations.NullMarked;
