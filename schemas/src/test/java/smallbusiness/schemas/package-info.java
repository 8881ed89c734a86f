@NullMarked
package smallbusiness.schemas;

import org.jspecify.annotations.NullMarked;
