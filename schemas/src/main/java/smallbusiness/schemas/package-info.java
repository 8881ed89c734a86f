/**
 * The published events of the three systems: the catalogue of topics and event types, and their
 * encoding. The records are generated from {@code src/main/avro} into {@code smallbusiness.events};
 * their full names are part of the contract with consumers.
 */
@NullMarked
package smallbusiness.schemas;

import org.jspecify.annotations.NullMarked;
