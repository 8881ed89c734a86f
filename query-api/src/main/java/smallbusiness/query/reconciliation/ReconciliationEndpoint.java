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
 * {@code POST /actuator/reconciliation} compares the read model with the owning systems and returns
 * the report; {@code GET} returns the last report of this process.
 */
@Component
@Endpoint(id = "reconciliation")
class ReconciliationEndpoint {

  private final Reconciliation reconciliation;

  ReconciliationEndpoint(Reconciliation reconciliation) {
    this.reconciliation = reconciliation;
  }

  /** Returns 404 before the first reconciliation. */
  @ReadOperation
  @Nullable ReconciliationReport last() {
    return reconciliation.last().orElse(null);
  }

  /** Returns 409 while another reconciliation is running. */
  @WriteOperation
  WebEndpointResponse<Object> compare() {
    return reconciliation
        .compare()
        .<WebEndpointResponse<Object>>map(WebEndpointResponse::new)
        .orElseGet(
            () ->
                new WebEndpointResponse<>(
                    Map.of("error", "another reconciliation is running"),
                    HttpStatus.CONFLICT.value()));
  }
}
