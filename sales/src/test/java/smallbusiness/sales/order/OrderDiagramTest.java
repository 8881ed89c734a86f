package smallbusiness.sales.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import smallbusiness.messaging.testing.StateDiagram;
import smallbusiness.messaging.testing.StateDiagram.Transition;

/** The documentation draws what the code does: every transition, and no other. */
class OrderDiagramTest {

  @Test
  void the_diagram_shows_every_way_that_an_order_can_take() {
    Set<Transition> taken = new TreeSet<>();
    taken.add(new Transition("[*]", OrderFixture.placed().status().name()));
    for (Status from : Status.values()) {
      for (OrderLifeTest.Happening what : OrderLifeTest.Happening.values()) {
        Order order = OrderFixture.in(from);
        if (changes(order, what)) {
          taken.add(new Transition(from.name(), order.status().name()));
        }
      }
    }

    assertThat(StateDiagram.below("Sales: the order")).isEqualTo(taken);
  }

  private static boolean changes(Order order, OrderLifeTest.Happening what) {
    try {
      return what.happensTo(order).isPresent();
    } catch (OrderClosedException | IllegalStateException refused) {
      return false;
    }
  }
}
