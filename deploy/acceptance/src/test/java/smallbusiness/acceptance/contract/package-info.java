/** Compares answers with the OpenAPI documents that the services publish. */
@NullMarked
package smallbusiness.acceptance.contract;

import org.jspecify.annotations.NullMarked;
