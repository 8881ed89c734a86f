package smallbusiness.query.monitor;

/**
 * A row that violates an invariant.
 *
 * @param rowKey its key within the invariant's range
 * @param subject what is wrong, such as "order 42"
 * @param expected the value according to the rest of the read model
 * @param actual the value found
 */
record Violation(long rowKey, String subject, String expected, String actual) {}
