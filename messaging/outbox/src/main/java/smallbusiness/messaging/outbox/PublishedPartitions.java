package smallbusiness.messaging.outbox;

/** The outbox partitions that are published completely; only these may be dropped. */
@FunctionalInterface
public interface PublishedPartitions {

  /**
   * Whether every row of the partition is known to be in Kafka; false if in doubt.
   *
   * @param partition the table's name without its schema
   */
  boolean contains(String partition);
}
