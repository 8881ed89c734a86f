/** What all projectors share: from events to rows, many at once. */
@NullMarked
package smallbusiness.query.sql;

import org.jspecify.annotations.NullMarked;
