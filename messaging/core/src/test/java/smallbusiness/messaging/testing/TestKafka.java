package smallbusiness.messaging.testing;

/** The JVM's Kafka broker: a real one, which creates no topics by itself. */
public final class TestKafka {

  private TestKafka() {}

  /** Its bootstrap servers; the first call starts the broker. */
  public static String bootstrapServers() {
    return Holder.BOOTSTRAP;
  }

  /** Starts another broker, for the caller only. */
  public static String freshBroker() {
    return Parts.get().kafka();
  }

  private static final class Holder {
    static final String BOOTSTRAP = Parts.get().kafka();
  }
}
