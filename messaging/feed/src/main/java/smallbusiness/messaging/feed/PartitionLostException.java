package smallbusiness.messaging.feed;

/**
 * The stored offset is not where this replica expects it: another replica owns the partition, or an
 * operator has moved the offset. The batch rolls back.
 */
final class PartitionLostException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PartitionLostException(String message) {
    super(message);
  }
}
