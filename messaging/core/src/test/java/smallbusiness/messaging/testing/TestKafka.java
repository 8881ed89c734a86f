package smallbusiness.messaging.testing;

/** The JVM's Kafka broker: a real one, which makes no topic by itself. */
public final class TestKafka {

  private TestKafka() {}

  /** Its bootstrap servers; the broker is started when first asked for. */
  public static String bootstrapServers() {
    return Holder.BOOTSTRAP;
  }

  /** Another broker that nobody else has. */
  public static String freshBroker() {
    return Parts.get().kafka();
  }

  private static final class Holder {
    static final String BOOTSTRAP = Parts.get().kafka();
  }
}
