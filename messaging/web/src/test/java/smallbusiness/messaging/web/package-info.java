/** Tests of the web conventions. */
@NullMarked
package smallbusiness.messaging.web;

import org.jspecify.annotations.NullMarked;
