/** The configuration of a local run: options, ports, packaged files and the data folder. */
@NullMarked
package smallbusiness.local.setup;

import org.jspecify.annotations.NullMarked;
