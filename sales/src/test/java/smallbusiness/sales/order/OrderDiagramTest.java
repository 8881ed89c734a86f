package smallbusiness.sales.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import smallbusiness.messaging.testing.StateDiagram;
import smallbusiness.messaging.testing.StateDiagram.Transition;

/** The documented state diagram has exactly the transitions of the code. */
class OrderDiagramTest {

  @Test
  void the_diagram_shows_every_transition_of_an_order() {
    Set<Transition> taken = new TreeSet<>();
    taken.add(new Transition("[*]", OrderFixture.placed().status().name()));
    for (Status from : Status.values()) {
      for (OrderLifeTest.Update what : OrderLifeTest.Update.values()) {
        Order order = OrderFixture.in(from);
        if (changes(order, what)) {
          taken.add(new Transition(from.name(), order.status().name()));
        }
      }
    }

    assertThat(StateDiagram.below("Sales: the order")).isEqualTo(taken);
  }

  private static boolean changes(Order order, OrderLifeTest.Update what) {
    try {
      return what.happensTo(order).isPresent();
    } catch (OrderClosedException | IllegalStateException refused) {
      return false;
    }
  }
}
