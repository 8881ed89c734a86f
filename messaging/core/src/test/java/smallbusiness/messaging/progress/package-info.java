/** Tests of reports of progress. */
@NullMarked
package smallbusiness.messaging.progress;

import org.jspecify.annotations.NullMarked;
