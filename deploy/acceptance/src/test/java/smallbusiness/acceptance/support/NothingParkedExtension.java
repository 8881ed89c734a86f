package smallbusiness.acceptance.support;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a suite that leaves parked events. No suite publishes events that a service cannot apply,
 * and other tests might not notice that the events of a parked key are queued.
 */
public final class NothingParkedExtension implements AfterAllCallback {

  @Override
  public void afterAll(ExtensionContext context) {
    if (SystemUnderTest.isLocal()) {
      List<String> parked = Databases.parked();
      if (!parked.isEmpty()) {
        throw new AssertionError("Parked events:\n" + String.join("\n", parked));
      }
    }
  }
}
