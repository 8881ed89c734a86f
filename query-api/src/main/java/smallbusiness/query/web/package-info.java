/** What all answers of the API have in common. */
@NullMarked
package smallbusiness.query.web;

import org.jspecify.annotations.NullMarked;
