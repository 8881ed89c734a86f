package smallbusiness.messaging.testing;

import java.net.URI;

/** The JVM's schema registry: a real one. */
public final class TestRegistry {

  private TestRegistry() {}

  /** The root of its Confluent-compatible API; the first call starts the registry. */
  public static URI url() {
    return Holder.URL;
  }

  private static final class Holder {
    static final URI URL = Parts.get().registry();
  }
}
