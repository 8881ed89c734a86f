@NullMarked
package smallbusiness.messaging.web.idempotency;

import org.jspecify.annotations.NullMarked;
