/** Tests of progress reports. */
@NullMarked
package smallbusiness.messaging.relay.progress;

import org.jspecify.annotations.NullMarked;
