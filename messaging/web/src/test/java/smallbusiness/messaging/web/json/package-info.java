@NullMarked
package smallbusiness.messaging.web.json;

import org.jspecify.annotations.NullMarked;
