package smallbusiness.messaging.feed.consumer;

import smallbusiness.messaging.feed.RetryLaterException;

/**
 * The stored offset is not where this replica expects it: another replica owns the partition, or an
 * operator has moved the offset. The batch rolls back.
 */
final class PartitionLostException extends RetryLaterException {

  private static final long serialVersionUID = 1;

  PartitionLostException(String message) {
    super(message);
  }
}
