/** Brings a business's own data in from CSV files, through the public REST API. */
@NullMarked
package smallbusiness.local.load;

import org.jspecify.annotations.NullMarked;
