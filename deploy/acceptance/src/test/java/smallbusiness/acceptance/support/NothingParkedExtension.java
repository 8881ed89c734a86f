package smallbusiness.acceptance.support;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the suite after which a feed has put an event aside: none of them publishes what a service
 * cannot take, whatever they kill, and an order whose event is parked stands still for ever without
 * any other test having to notice.
 */
public final class NothingParkedExtension implements AfterAllCallback {

  @Override
  public void afterAll(ExtensionContext context) {
    if (TheSystem.isLocal()) {
      List<String> parked = Databases.parked();
      if (!parked.isEmpty()) {
        throw new AssertionError("Feeds have parked:\n" + String.join("\n", parked));
      }
    }
  }
}
