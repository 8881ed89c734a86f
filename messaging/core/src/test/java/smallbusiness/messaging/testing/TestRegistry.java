package smallbusiness.messaging.testing;

import java.net.URI;

/** The JVM's schema registry: a real one, in a process of its own. */
public final class TestRegistry {

  private TestRegistry() {}

  /** The root of its Confluent-compatible API; the registry is started when first asked for. */
  public static URI url() {
    return Holder.URL;
  }

  private static final class Holder {
    static final URI URL = Parts.get().registry();
  }
}
