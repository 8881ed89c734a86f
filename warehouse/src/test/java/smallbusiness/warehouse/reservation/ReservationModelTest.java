package smallbusiness.warehouse.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smallbusiness.schemas.EventType;
import smallbusiness.warehouse.stock.Item;
import smallbusiness.warehouse.stock.ItemFixture;

/**
 * Random orders on scarce items, their updates shuffled between the topics and many of them
 * repeated.
 */
class ReservationModelTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final int ITEMS = 5;
  private static final int ORDERS = 400;

  private final Map<Long, Item> items = new TreeMap<>();
  private final Map<Long, Long> start = new HashMap<>();
  private final Map<Long, Reservation> reservations = new TreeMap<>();
  private final Map<String, Long> versions = new HashMap<>();

  @ParameterizedTest
  @ValueSource(
      longs = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24
      })
  void stock_and_outcomes_agree_in_any_order_of_updates(long seed) {
    Random random = new Random(seed);
    for (long id = 1; id <= ITEMS; id++) {
      long pieces = random.nextLong(20, 400);
      start.put(id, pieces);
      items.put(id, ItemFixture.item(id, pieces));
    }
    Stock stock = new Stock(items);
    Map<Long, Status> outcomes = new HashMap<>();

    for (OrderUpdate update : updates(random)) {
      Reservation reservation =
          reservations.computeIfAbsent(update.orderId(), id -> new Reservation(id));
      List<SpecificRecord> events =
          switch (update) {
            case OrderUpdate.Placed placed -> reservation.place(placed.lines(), stock, NOW);
            case OrderUpdate.Cancelled cancelled -> reservation.cancel(cancelled.lines(), stock);
            case OrderUpdate.Paid paid ->
                reservation.pay(paid.version(), paid.inFull(), stock, NOW);
          };
      events.forEach(this::assertNextVersion);
      if (!reservation.open()) {
        outcomes.putIfAbsent(update.orderId(), reservation.status());
        assertThat(reservation.status()).isEqualTo(outcomes.get(update.orderId()));
      }
    }

    items.keySet().forEach(this::assertStock);
    assertThat(outcomes.values()).contains(Status.SHIPPED, Status.RELEASED, Status.SHORT);
  }

  /** Harsher than Kafka, which keeps an order's events in order within a topic. */
  private static List<OrderUpdate> updates(Random random) {
    List<OrderUpdate> all = new ArrayList<>();
    for (long id = 1; id <= ORDERS; id++) {
      List<Line> lines = lines(random);
      all.add(new OrderUpdate.Placed(id, lines));
      if (random.nextInt(4) == 0) {
        all.add(new OrderUpdate.Cancelled(id, lines));
      }
      if (random.nextInt(3) > 0) {
        all.add(new OrderUpdate.Paid(id, 1, random.nextInt(4) > 0));
      }
    }
    List<OrderUpdate> repeated = all.stream().filter(update -> random.nextInt(3) == 0).toList();
    all.addAll(repeated);
    Collections.shuffle(all, random);
    return all;
  }

  private static List<Line> lines(Random random) {
    List<Line> lines = new ArrayList<>();
    for (long item = 1; item <= ITEMS + 1; item++) {
      if (random.nextInt(item > ITEMS ? 20 : 3) == 0) {
        lines.add(new Line(item, random.nextLong(1, 6)));
      }
    }
    return lines.isEmpty() ? List.of(new Line(1, 1)) : lines;
  }

  private void assertNextVersion(SpecificRecord event) {
    EventType type = EventType.of(event);
    String aggregate = type.topic().topicName() + "/" + type.keyOf(event);
    // The items exist already: their next event is the second one.
    long before =
        versions.getOrDefault(aggregate, aggregate.startsWith("warehouse.item") ? 1L : 0L);
    assertThat(type.versionOf(event)).as(aggregate).isEqualTo(before + 1);
    versions.put(aggregate, before + 1);
  }

  private void assertStock(long item) {
    assertThat(item(item).reserved()).isEqualTo(sum(item, Status.HELD));
    assertThat(item(item).quantity())
        .isEqualTo(Objects.requireNonNull(start.get(item)) - sum(item, Status.SHIPPED));
    assertThat(item(item).available()).isNotNegative();
  }

  private Item item(long id) {
    return Objects.requireNonNull(items.get(id));
  }

  private long sum(long item, Status status) {
    return reservations.values().stream()
        .filter(reservation -> reservation.version() > 0 && reservation.status() == status)
        .flatMap(reservation -> reservation.lines().stream())
        .filter(line -> line.itemId() == item)
        .mapToLong(Line::quantity)
        .sum();
  }
}
