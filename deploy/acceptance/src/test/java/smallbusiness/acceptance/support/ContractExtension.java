package smallbusiness.acceptance.support;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails tests that received an undocumented response. It fails them at the end, because tests that
 * wait for something ignore failures.
 */
public final class ContractExtension implements AfterEachCallback, AfterAllCallback {

  @Override
  public void afterEach(ExtensionContext context) {
    failOnViolations();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    failOnViolations();
  }

  private static void failOnViolations() {
    // Report the same violation of many rows once.
    Map<String, String> kinds = new LinkedHashMap<>();
    ContractChecks.takeViolations()
        .forEach(violation -> kinds.putIfAbsent(violation.replaceAll("\\d+", "*"), violation));
    if (!kinds.isEmpty()) {
      throw new AssertionError(
          "Responses deviate from the OpenAPI document:\n" + String.join("\n", kinds.values()));
    }
  }
}
