/**
 * The numbers of schemas: registered ahead, remembered in the service's database, so that neither
 * commands nor feeds need the registry for what they have seen before.
 */
@NullMarked
package smallbusiness.messaging.schema;

import org.jspecify.annotations.NullMarked;
