/** Tests of reading one's own writes. */
@NullMarked
package smallbusiness.messaging.consistency;

import org.jspecify.annotations.NullMarked;
