/** The read model of the three systems and the single API over it. */
@NullMarked
package smallbusiness.query;

import org.jspecify.annotations.NullMarked;
