/**
 * The local run: starts, supervises and stops the whole system on one machine without Docker, each
 * component in its own process, from the same jars that are deployed.
 */
@NullMarked
package smallbusiness.local;

import org.jspecify.annotations.NullMarked;
