/** The local run at the terminal, and loading a business from CSV files. */
@NullMarked
package smallbusiness.acceptance.local;

import org.jspecify.annotations.NullMarked;
