/** Adds the conventions of the web library to OpenAPI documents. */
@NullMarked
package smallbusiness.messaging.web.openapi;

import org.jspecify.annotations.NullMarked;
