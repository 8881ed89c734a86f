/** What a system is started with: options, ports, packaged files and the data folder. */
@NullMarked
package smallbusiness.local.setup;

import org.jspecify.annotations.NullMarked;
