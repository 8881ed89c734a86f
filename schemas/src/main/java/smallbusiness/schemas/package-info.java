/**
 * The published language of the three systems: which events there are, on which topic each travels
 * and how it is written to bytes. The records themselves are generated from {@code src/main/avro}
 * into {@code smallbusiness.events}; their full names are part of the contract with every consumer.
 */
@NullMarked
package smallbusiness.schemas;

import org.jspecify.annotations.NullMarked;
