/** A read model that is rebuilt, compared and switched while events and reads continue. */
@NullMarked
package smallbusiness.query.rebuild;

import org.jspecify.annotations.NullMarked;
