/**
 * What a client of the HTTP APIs sees: combined answers, compatibility, bad input, every operation.
 */
@NullMarked
package smallbusiness.acceptance.api;

import org.jspecify.annotations.NullMarked;
