package smallbusiness.messaging.reconciliation;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@code GET /actuator/figures}: whether the figures that a system keeps are what its own rows come
 * to. It reads whole tables.
 */
@Endpoint(id = "figures")
final class FiguresEndpoint {

  private final DerivedFigures sums;
  private final List<DerivedFigure> stated;

  FiguresEndpoint(DerivedFigures sums, List<DerivedFigure> stated) {
    this.sums = sums;
    this.stated = stated;
  }

  @ReadOperation
  List<FigureReport> check() {
    return stated.stream().map(sums::check).toList();
  }
}
