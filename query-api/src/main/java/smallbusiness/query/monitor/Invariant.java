package smallbusiness.query.monitor;

/**
 * A condition that always holds in the read model, and the query that finds its violations. It is
 * checked in chunks of a range of numeric keys: ids, days or positions.
 *
 * @param name short, for metrics
 * @param rule the condition as a sentence
 * @param chunkEnd returns the last key of the next {@code :chunk} keys from {@code :from}; null
 *     when there are no more
 * @param violations returns {@code row_key, subject, expected, actual} of the violations with keys
 *     from {@code :from} to {@code :to}, in one snapshot; must ignore changes after {@code
 *     :settled}, because some feeds may not have applied them yet
 */
record Invariant(String name, String rule, String chunkEnd, String violations) {}
