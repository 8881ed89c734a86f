package smallbusiness.accounting.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.messaging.testing.StateDiagram;
import smallbusiness.messaging.testing.StateDiagram.Transition;

/** The documented state diagram has exactly the transitions of the code. */
class InvoiceDiagramTest {

  private static final int WALKS = 5_000;
  private static final int STEPS = 12;

  /** These states can follow each other and are drawn as one group. */
  private static final List<String> DUE = List.of("OPEN", "PART_PAID", "PAID", "OVERPAID");

  @Test
  void the_diagram_shows_every_transition_of_an_invoice() {
    Set<Transition> taken = new TreeSet<>();
    taken.add(new Transition("[*]", "none"));
    Random random = new Random(11);
    for (int walk = 0; walk < WALKS; walk++) {
      Invoice invoice = new Invoice(7);
      BigDecimal total = BigDecimal.valueOf(random.nextInt(3));
      for (int version = 1; version <= STEPS; version++) {
        String from = name(invoice);
        switch (random.nextInt(4)) {
          case 0 -> invoice.due(version, total);
          case 1 -> invoice.ended(version);
          default -> invoice.pay(BigDecimal.valueOf(random.nextInt(7) - 3));
        }
        add(taken, from, name(invoice));
      }
    }

    assertThat(StateDiagram.below("Accounting: the invoice")).isEqualTo(taken);
  }

  private static void add(Set<Transition> taken, String from, String to) {
    boolean within = DUE.contains(from) && DUE.contains(to);
    if (!from.equals(to)) {
      taken.add(within ? new Transition(from, to) : new Transition(group(from), group(to)));
    }
  }

  private static String group(String state) {
    return DUE.contains(state) ? "due" : state;
  }

  private static String name(Invoice invoice) {
    InvoiceStatus state = invoice.state();
    return state == null ? "none" : state.name();
  }
}
