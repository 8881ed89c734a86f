package smallbusiness.messaging.statement;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@code GET /actuator/sums}: whether the figures that a system keeps are what its own rows come
 * to. It reads whole tables.
 */
@Endpoint(id = "sums")
final class SumsEndpoint {

  private final Sums sums;
  private final List<StatedSum> stated;

  SumsEndpoint(Sums sums, List<StatedSum> stated) {
    this.sums = sums;
    this.stated = stated;
  }

  @ReadOperation
  List<SumReport> check() {
    return stated.stream().map(sums::check).toList();
  }
}
