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
import smallbusiness.acceptance.support.TheSystem;
import tools.jackson.databind.JsonNode;

/**
 * Random commands on all three systems against {@link LifeModel}: first one after the other, each
 * with the outcome that the model says, then as a {@link LifeStorm} in which events come again,
 * relays pause and a service is killed, with an outcome that the model allows and on which all
 * agree. A short series by default; the long one is {@code -Dacceptance.seeds=20
 * -Dacceptance.steps=600}; one alone {@code -Dacceptance.seed=7}. The seed decides what is asked;
 * when a blow falls, the machine.
 */
@Order(7)
public class RandomLifeIT {

  private static final int STEPS = Integer.getInteger("acceptance.steps", 150);
  private static final int ROUND = 150;
  private static final int CALM_STEPS = 30;
  private static final List<String> VICTIMS =
      List.of("warehouse", "sales", "accounting", "query-api");

  static LongStream seeds() {
    long alone = Long.getLong("acceptance.seed", 0);
    return alone > 0
        ? LongStream.of(alone)
        : LongStream.rangeClosed(1, Integer.getInteger("acceptance.seeds", 3));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_three_systems_the_read_model_and_the_model_agree(long seed) throws IOException {
    // The storm strikes at processes: not against a system that runs already.
    TheSystem.run();
    LifeModel model = new LifeModel();
    long customers = 1_000_000 + (System.nanoTime() / 1_000_000 % 1_000_000_000) * 100;
    LifeCommands commands = new LifeCommands(model, new Random(seed), customers);
    Map<String, Integer> done = new TreeMap<>();
    try (Redelivery redelivery = new Redelivery();
        LifePayments _ = commands.payments;
        LifeStorm storm = new LifeStorm(commands, redelivery)) {
      LifeWaiting.quiet();
      begin(commands);
      for (int round = 0; round * ROUND < STEPS; round++) {
        commands.calm = true;
        for (int step = 0; step < CALM_STEPS; step++) {
          storm.calmly();
        }
        commands.calm = false;
        int blow = CALM_STEPS + commands.random.nextInt(ROUND - CALM_STEPS - 30);
        for (int step = CALM_STEPS; step < Math.min(ROUND, STEPS - round * ROUND); step++) {
          if (step == blow) {
            storm.kill(VICTIMS.get((int) ((seed + round) % VICTIMS.size())));
          }
          storm.step();
        }
        storm.calmDown();
        LifeComparison.awaitAgreement(model);
      }
      model.orders.keySet().forEach(RandomLifeIT::hadOneOutcome);
      done.putAll(storm.done);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "Seed %d of %d steps; again: -Dacceptance.seed=%1$d -Dacceptance.steps=%2$d: %s"
              .formatted(seed, STEPS, e.getMessage()),
          e);
    }
    System.out.printf("Seed %d: %d orders, %s%n", seed, model.orders.size(), done);
  }

  /** Something to sell, somebody to sell it to, and orders to choose from. */
  private static void begin(LifeCommands commands) {
    commands.calm = true;
    for (long customer = 0; customer < LifeCommands.CUSTOMERS; customer++) {
      commands.model.customers.put(commands.firstCustomer + customer, new LifeModel.Customer(null));
    }
    for (int i = 0; i < 6; i++) {
      commands.items.add();
      commands.items.describe();
    }
    for (int i = 0; i < 4; i++) {
      commands.place();
    }
  }

  /** Its events count 1, 2, 3 in each topic, and none that can happen once happened twice. */
  private static void hadOneOutcome(long order) {
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
                // OrderShipped of Sales answers that of Warehouse.
                + kinds.getOrDefault("OrderShipped", 0) / 2)
        .as("outcomes of %s", order)
        .isLessThanOrEqualTo(1);
  }
}
