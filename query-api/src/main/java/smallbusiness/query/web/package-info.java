/** HTTP conventions of the API: entity tags, CSV, field selection, CORS and load shedding. */
@NullMarked
package smallbusiness.query.web;

import org.jspecify.annotations.NullMarked;
