@NullMarked
package smallbusiness.messaging.web.openapi;

import org.jspecify.annotations.NullMarked;
