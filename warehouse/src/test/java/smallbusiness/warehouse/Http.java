package smallbusiness.warehouse;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.env.Environment;
import smallbusiness.messaging.testing.ServiceClient;

/** An HTTP client of Warehouse. */
public final class Http extends ServiceClient {

  private static final AtomicLong NAMES = new AtomicLong();

  Http(Environment environment) {
    super(environment);
  }

  /** A name that no other item has. */
  public static String freshName() {
    return "Teacup " + NAMES.incrementAndGet();
  }

  /** Adds an item under a fresh name and returns its identifier. */
  public long addItem(long quantity) {
    return idOf(post("/warehouse/items", item(freshName(), quantity)));
  }

  /** The body of an item from Japan at 4.50. */
  public static String item(String name, long quantity) {
    return """
        {"name": "%s", "country_of_origin": "Japan", "price": 4.5, "quantity": %d}"""
        .formatted(name, quantity);
  }
}
