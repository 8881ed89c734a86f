package smallbusiness.query.monitor;

/**
 * A place at which an invariant does not hold.
 *
 * @param place where, among the invariant's places
 * @param subject what is wrong, in words: "order 42"
 * @param expected what the rest of the read model says it should be
 * @param actual what it is
 */
record Breach(long place, String subject, String expected, String actual) {}
