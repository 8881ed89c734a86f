/**
 * What a database says of its aggregates, in a form that another which keeps them too can be
 * compared with.
 */
@NullMarked
package smallbusiness.messaging.reconciliation;

import org.jspecify.annotations.NullMarked;
