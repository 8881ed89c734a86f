/** The OpenAPI document of the API, generated from the code. */
@NullMarked
package smallbusiness.query.openapi;

import org.jspecify.annotations.NullMarked;
