package smallbusiness.messaging.reconciliation;

/**
 * Checksum of the aggregates in a range of identifiers. Two databases with equal checksums have the
 * same rows in that range.
 *
 * @param from first identifier of the range
 * @param to last identifier of the range
 * @param rows number of rows
 * @param versions sum of the versions
 * @param checksum sum of the rows' hashes, in decimal digits
 */
public record RangeChecksum(long from, long to, long rows, long versions, String checksum) {}
