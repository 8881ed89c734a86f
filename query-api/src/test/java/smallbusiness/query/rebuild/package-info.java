/** A read model that is rebuilt, compared and switched while a business and its readers go on. */
@NullMarked
package smallbusiness.query.rebuild;

import org.jspecify.annotations.NullMarked;
