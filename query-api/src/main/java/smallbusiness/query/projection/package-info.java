/** What all projectors share: from events to rows, many at once. */
@NullMarked
package smallbusiness.query.projection;

import org.jspecify.annotations.NullMarked;
