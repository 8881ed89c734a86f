/** Loads a business from CSV files through the public REST API. */
@NullMarked
package smallbusiness.local.load;

import org.jspecify.annotations.NullMarked;
