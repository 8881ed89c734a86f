package smallbusiness.query.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;

/** Documents what every operation says about freshness, and what may be asked of it. */
final class FreshnessHeaders {

  private FreshnessHeaders() {}

  static void add(Operation operation) {
    operation.addParametersItem(maxStaleness());
    operation
        .getResponses()
        .values()
        .forEach(
            response ->
                response
                    .addHeaderObject(
                        "As-Of",
                        header(
                            "For each source: all that it committed before this moment is in the"
                                + " answer",
                            "warehouse=\"2026-03-14T09:26:53.589Z\","
                                + " sales=\"2026-03-14T09:26:53.793Z\", accounting=unknown"))
                    .addHeaderObject(
                        "Staleness",
                        header(
                            "For each source: how long ago that is, in seconds",
                            "warehouse=0.412, sales=0.208, accounting=unknown")));
  }

  private static Parameter maxStaleness() {
    return new HeaderParameter()
        .name("Max-Staleness")
        .description(
            "How many seconds the sources may be behind: one number for all, or numbers for those"
                + " that matter. Otherwise 503. `Prefer: max-staleness=SECONDS` does the same")
        .example("warehouse=5, sales=0.5")
        .schema(Common.schema("string"));
  }

  /** All answers have both, refusals too. */
  private static Header header(String description, String example) {
    Header header = Common.header(description, "string");
    header.setRequired(true);
    header.setExample(example);
    return header;
  }
}
