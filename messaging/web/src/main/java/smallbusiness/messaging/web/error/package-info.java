/** Maps every failure of a request, from controllers to Tomcat, to a problem document. */
@NullMarked
package smallbusiness.messaging.web.error;

import org.jspecify.annotations.NullMarked;
