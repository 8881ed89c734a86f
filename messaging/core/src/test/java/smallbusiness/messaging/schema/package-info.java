/** Tests of schema ids against a real registry. */
@NullMarked
package smallbusiness.messaging.schema;

import org.jspecify.annotations.NullMarked;
