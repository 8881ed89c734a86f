package smallbusiness.acceptance.support;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails each test that got an answer which its document does not describe. Not at once: a test that
 * waits for something, or goes on whatever happens, would pass over it.
 */
public final class ContractExtension implements AfterEachCallback, AfterAllCallback {

  @Override
  public void afterEach(ExtensionContext context) {
    complain();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    complain();
  }

  private static void complain() {
    // A hundred rows with the same fault are one.
    Map<String, String> kinds = new LinkedHashMap<>();
    Contracts.takeViolations()
        .forEach(violation -> kinds.putIfAbsent(violation.replaceAll("\\d+", "*"), violation));
    if (!kinds.isEmpty()) {
      throw new AssertionError(
          "Answers are not as the OpenAPI document says:\n" + String.join("\n", kinds.values()));
    }
  }
}
