package smallbusiness.query.reconciliation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * {@code POST /actuator/reconciliation} compares the read model with its owners and answers with
 * the report; {@code GET} shows the last one of this process.
 */
@Component
@Endpoint(id = "reconciliation")
class ReconciliationEndpoint {

  private final Reconciliation comparison;

  ReconciliationEndpoint(Reconciliation comparison) {
    this.comparison = comparison;
  }

  /** Not found before the first. */
  @ReadOperation
  @Nullable ReconciliationReport last() {
    return comparison.last().orElse(null);
  }

  /** A conflict while another comparison is at work. */
  @WriteOperation
  WebEndpointResponse<Object> compare() {
    return comparison
        .compare()
        .<WebEndpointResponse<Object>>map(WebEndpointResponse::new)
        .orElseGet(
            () ->
                new WebEndpointResponse<>(
                    Map.of("error", "a comparison is at work"), HttpStatus.CONFLICT.value()));
  }
}
