/** Items: what the business has, and what it sold of it. */
@NullMarked
package smallbusiness.query.item;

import org.jspecify.annotations.NullMarked;
