/** A read model that is rebuilt, compared and switched while a business and its readers go on. */
@NullMarked
package smallbusiness.query.generation;

import org.jspecify.annotations.NullMarked;
