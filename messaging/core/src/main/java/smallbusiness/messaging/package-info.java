/** The one shared library: how events leave a system and come into another; no domain. */
@NullMarked
package smallbusiness.messaging;

import org.jspecify.annotations.NullMarked;
