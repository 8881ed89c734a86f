package smallbusiness.messaging.reconciliation;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** {@code GET /actuator/figures}: checks a system's derived figures. Reads whole tables. */
@Endpoint(id = "figures")
final class FiguresEndpoint {

  private final DerivedFigures figures;
  private final List<DerivedFigure> all;

  FiguresEndpoint(DerivedFigures figures, List<DerivedFigure> all) {
    this.figures = figures;
    this.all = all;
  }

  @ReadOperation
  List<FigureReport> check() {
    return all.stream().map(figures::check).toList();
  }
}
