package smallbusiness.query.monitor;

/**
 * Something that must hold of the read model at any moment, as a statement that finds where it does
 * not. It is asked piece by piece along a range of numbers, its places: identifiers, days or
 * positions.
 *
 * @param name short, for metrics
 * @param promise what holds, in a sentence
 * @param bound answers the last place of the next piece of {@code :chunk} places from {@code
 *     :from}; null when there is none
 * @param broken answers {@code place, subject, expected, actual} for each breach at the places
 *     {@code :from} to {@code :to}, all seen in one snapshot; what came in after {@code :settled}
 *     may still be under way between two feeds and must not be taken for a breach
 */
record Invariant(String name, String promise, String bound, String broken) {}
