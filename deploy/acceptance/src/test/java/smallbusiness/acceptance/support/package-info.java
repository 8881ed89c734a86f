/** The system under test, its HTTP clients and the checks that run after every suite. */
@NullMarked
package smallbusiness.acceptance.support;

import org.jspecify.annotations.NullMarked;
