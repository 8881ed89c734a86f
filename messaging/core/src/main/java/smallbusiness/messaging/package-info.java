/**
 * What all messaging libraries share: migrations, SQL error classes, common exceptions, date rules.
 */
@NullMarked
package smallbusiness.messaging;

import org.jspecify.annotations.NullMarked;
