package smallbusiness.query.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.query.list.HasPagedList;

/** What the generated document says beside the controllers. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String TEXT =
      """
      One API over what Warehouse, Sales and Accounting know. It reads; what changes something goes
      to the three systems.

      * Money is a number with two decimals, in the currency of the business. Moments are in UTC.
      * Lists are JSON arrays. The next page is in the `Link` header (`rel="next"`); a page is
        stable while rows come and go. `Accept: text/csv` gives a spreadsheet.
      * `?fields=id,status` leaves out all other fields.
      * Every answer has an `ETag`: send it as `If-None-Match` and get 304 while nothing changed.
      * A change answers with a `Consistency-Token`. A read that sends it back waits until it shows
        that change, two seconds or as long as `Prefer: wait=SECONDS` says (at most 10), and then
        answers 504: never with something older. Several tokens may be sent, separated by commas.
      * `As-Of` and `Staleness` say on every answer as of when it is, source by source. A request
        with `Max-Staleness: 5` (seconds; or `warehouse=5, sales=0.5`) is refused with 503 when
        the read model is further behind.
      * What is refused comes back as a problem document (RFC 9457) that names the field at fault.
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
  OpenApiCustomizer listParameters(List<HasPagedList> lists) {
    return document -> lists.forEach(list -> ListParameters.add(document, list.list()));
  }

  @Bean
  OpenApiCustomizer problems() {
    return ProblemResponses::add;
  }
}
