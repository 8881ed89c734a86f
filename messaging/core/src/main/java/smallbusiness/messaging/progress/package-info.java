/** Progress reports: how far a system has published, so that a reader can tell how fresh it is. */
@NullMarked
package smallbusiness.messaging.progress;

import org.jspecify.annotations.NullMarked;
