package smallbusiness.query.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.query.list.ListController;

/** Adds to the generated OpenAPI document what the controllers do not declare. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {

  private static final String TEXT =
      """
      One API over the data of Warehouse, Sales and Accounting. It is read-only; send changes to the
      three systems.

      * Money is a number with two decimals, in the currency of the business. Times are in UTC.
      * Lists are JSON arrays. The `Link` header (`rel="next"`) has the next page; pages stay
        stable while rows are added or removed. `Accept: text/csv` returns a spreadsheet.
      * `?fields=id,status` returns only these fields.
      * Every response has an `ETag`: send it as `If-None-Match` to get 304 while nothing changed.
      * A change returns a `Consistency-Token`. A read that sends it waits until it shows the
        change, for two seconds or as long as `Prefer: wait=SECONDS` allows (at most 10), and then
        answers 504; it never returns older data. Separate several tokens with commas.
      * `As-Of` and `Staleness` state by source how fresh a response is. A request with
        `Max-Staleness: 5` (seconds; or `warehouse=5, sales=0.5`) is refused with 503 when the read
        model is further behind.
      * Errors are problem documents (RFC 9457) that name the invalid field.
      """;

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Small Business")
                .version("v1")
                .description(TEXT)
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")));
  }

  @Bean
  OpenApiCustomizer listParameters(List<ListController<?>> lists) {
    return document -> lists.forEach(list -> ListDocumentation.add(document, list));
  }

  @Bean
  OpenApiCustomizer responses() {
    return ResponseDocumentation::add;
  }
}
