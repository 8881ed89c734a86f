package smallbusiness.messaging.feed;

/**
 * Someone else has moved the stored offset: this replica no longer owns the partition, or has read
 * from a wrong place. Nothing of the batch may commit.
 */
final class PartitionLostException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PartitionLostException(String message) {
    super(message);
  }
}
