package smallbusiness.messaging.outbox;

/** Tells whether everything in a partition has been published; only such a one may be dropped. */
@FunctionalInterface
public interface PublishedUpTo {

  /**
   * Whether every row of the partition is known to be in Kafka. When in doubt: no.
   *
   * @param partition the table's name without its schema
   */
  boolean covers(String partition);
}
