/**
 * Cached reads: concurrent lookups share a query, and rows stay cached while nothing is written.
 */
@NullMarked
package smallbusiness.query.cache;

import org.jspecify.annotations.NullMarked;
