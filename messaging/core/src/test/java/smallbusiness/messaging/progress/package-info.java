/** Tests of progress reports. */
@NullMarked
package smallbusiness.messaging.progress;

import org.jspecify.annotations.NullMarked;
