package smallbusiness.acceptance.randomlife;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.acceptance.support.Business.QUERY;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import smallbusiness.acceptance.support.SystemUnderTest;
import tools.jackson.databind.JsonNode;

/**
 * Sends random commands to all three systems and compares the result with {@link BusinessModel}:
 * first one command at a time with a predicted outcome, then in a {@link ChaosPhase} with an
 * outcome that the model allows. A short series by default; a long one with {@code
 * -Dacceptance.seeds=20 -Dacceptance.steps=600}, a single one with {@code -Dacceptance.seed=7}. The
 * seed determines the commands, but not when a process is killed.
 */
@Order(7)
public class RandomLifeIT {

  private static final int STEPS = Integer.getInteger("acceptance.steps", 150);
  private static final int ROUND = 150;
  private static final int CALM_STEPS = 30;
  private static final List<String> SERVICES_TO_KILL =
      List.of("warehouse", "sales", "accounting", "query-api");

  static LongStream seeds() {
    long alone = Long.getLong("acceptance.seed", 0);
    return alone > 0
        ? LongStream.of(alone)
        : LongStream.rangeClosed(1, Integer.getInteger("acceptance.seeds", 3));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_systems_and_the_read_model_agree_with_the_model(long seed) throws IOException {
    // Kills processes, so it is skipped against a system that the tests have not started.
    SystemUnderTest.run();
    BusinessModel model = new BusinessModel();
    long customers = 1_000_000 + (System.nanoTime() / 1_000_000 % 1_000_000_000) * 100;
    OrderCommands commands = new OrderCommands(model, new Random(seed), customers);
    Map<String, Integer> done = new TreeMap<>();
    try (Redelivery redelivery = new Redelivery();
        PaymentCommands _ = commands.payments;
        ChaosPhase chaos = new ChaosPhase(commands, redelivery)) {
      Quiescence.awaitAll();
      begin(commands);
      for (int round = 0; round * ROUND < STEPS; round++) {
        commands.calm = true;
        for (int step = 0; step < CALM_STEPS; step++) {
          chaos.calmStep();
        }
        commands.calm = false;
        int fault = CALM_STEPS + commands.random.nextInt(ROUND - CALM_STEPS - 30);
        for (int step = CALM_STEPS; step < Math.min(ROUND, STEPS - round * ROUND); step++) {
          if (step == fault) {
            chaos.kill(SERVICES_TO_KILL.get((int) ((seed + round) % SERVICES_TO_KILL.size())));
          }
          chaos.step();
        }
        chaos.recover();
        ModelComparison.awaitAgreement(model);
      }
      model.orders.keySet().forEach(RandomLifeIT::assertOneOutcome);
      done.putAll(chaos.done);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "Seed %d of %d steps; again: -Dacceptance.seed=%1$d -Dacceptance.steps=%2$d: %s"
              .formatted(seed, STEPS, e.getMessage()),
          e);
    }
    System.out.printf("Seed %d: %d orders, %s%n", seed, model.orders.size(), done);
  }

  /** Creates items, customers and orders. */
  private static void begin(OrderCommands commands) {
    commands.calm = true;
    for (long customer = 0; customer < OrderCommands.CUSTOMERS; customer++) {
      commands.model.customers.put(
          commands.firstCustomer + customer, new BusinessModel.Customer(null));
    }
    for (int i = 0; i < 6; i++) {
      commands.items.add();
      commands.items.describe();
    }
    for (int i = 0; i < 4; i++) {
      commands.place();
    }
  }

  /** Its events are numbered without gaps in each topic, and unique events occur once. */
  private static void assertOneOutcome(long order) {
    Map<String, Long> sequences = new HashMap<>();
    Map<String, Integer> kinds = new HashMap<>();
    JsonNode lineage = QUERY.get("/api/v1/orders/" + order + "/lineage").body();
    for (JsonNode event : lineage) {
      String aggregate = event.path("topic").asString() + "/" + event.path("key").asString();
      long sequence = event.path("sequence").asLong();
      assertThat(sequence)
          .as("%s in %s", aggregate, lineage)
          .isEqualTo(sequences.getOrDefault(aggregate, 0L) + 1);
      sequences.put(aggregate, sequence);
      String type = event.path("type").asString();
      kinds.merge(type.substring(type.lastIndexOf('.') + 1), 1, Integer::sum);
    }
    for (String once :
        List.of(
            "OrderPlaced", "OrderConfirmed", "OrderRejected", "OrderCancelled", "StockReserved")) {
      assertThat(kinds.getOrDefault(once, 0)).as("%s of %s", once, order).isLessThanOrEqualTo(1);
    }
    assertThat(
            List.of("StockShort", "ReservationReleased").stream()
                    .mapToInt(kind -> kinds.getOrDefault(kind, 0))
                    .sum()
                // OrderShipped of Sales follows that of Warehouse.
                + kinds.getOrDefault("OrderShipped", 0) / 2)
        .as("outcomes of %s", order)
        .isLessThanOrEqualTo(1);
  }
}
