/** The API's description for people and programs, made from the code. */
@NullMarked
package smallbusiness.query.openapi;

import org.jspecify.annotations.NullMarked;
