/**
 * The local run: starts, watches and stops the whole system on one machine without Docker, each
 * part as a process of its own, from the very jars that are deployed.
 */
@NullMarked
package smallbusiness.local;

import org.jspecify.annotations.NullMarked;
