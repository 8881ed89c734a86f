/**
 * Black-box suites over the packaged system: commands in through HTTP, answers out through HTTP,
 * processes killed in between.
 */
@NullMarked
package smallbusiness.acceptance;

import org.jspecify.annotations.NullMarked;
