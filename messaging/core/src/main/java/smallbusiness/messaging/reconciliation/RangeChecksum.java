package smallbusiness.messaging.reconciliation;

/**
 * What the aggregates with the identifiers of one range come to. Two databases that agree on it
 * have the same rows there.
 *
 * @param from first identifier of the range
 * @param to last identifier of the range
 * @param rows how many there are
 * @param versions sum of their versions
 * @param checksum sum of their checksums, in decimal digits
 */
public record RangeChecksum(long from, long to, long rows, long versions, String checksum) {}
