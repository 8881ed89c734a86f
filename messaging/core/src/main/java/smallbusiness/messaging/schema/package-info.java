/**
 * Schema ids: registered at start and stored in the service's database, so that neither commands
 * nor feeds need the registry for known schemas.
 */
@NullMarked
package smallbusiness.messaging.schema;

import org.jspecify.annotations.NullMarked;
