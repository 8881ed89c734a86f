package smallbusiness.query.order;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.sales.OrderCancelled;
import smallbusiness.events.sales.OrderChanged;
import smallbusiness.events.sales.OrderConfirmed;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.events.sales.OrderRejected;
import smallbusiness.events.sales.OrderShipped;
import smallbusiness.events.sales.OrderState;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.projection.History;
import smallbusiness.query.projection.JsonColumn;
import smallbusiness.query.projection.Moment;

/**
 * An order's row. Shortages and the moment of shipment are told by one event only and stay.
 *
 * @param shippedAt null while it has not left the warehouse
 */
record OrderRow(
    long id,
    long version,
    long customerId,
    Instant date,
    String status,
    BigDecimal total,
    List<Line> lines,
    List<Shortage> shortages,
    @Nullable Instant shippedAt,
    Instant changedAt) {

  /** The row after the event; {@code before} is null when nothing was known of the order. */
  static OrderRow after(@Nullable OrderRow before, ReceivedEvent event) {
    List<Shortage> shortages = before == null ? List.of() : before.shortages;
    Instant shippedAt = before == null ? null : before.shippedAt;
    return switch (event.payload()) {
      case OrderPlaced placed -> of(event, placed.getOrder(), shortages, shippedAt);
      case OrderChanged changed -> of(event, changed.getOrder(), shortages, shippedAt);
      case OrderConfirmed confirmed -> of(event, confirmed.getOrder(), shortages, shippedAt);
      case OrderCancelled cancelled -> of(event, cancelled.getOrder(), shortages, shippedAt);
      case OrderRejected rejected ->
          of(event, rejected.getOrder(), Shortage.of(rejected), shippedAt);
      case OrderShipped shipped -> of(event, shipped.getOrder(), shortages, shipped.getShippedAt());
      default -> throw new IllegalArgumentException("Tells of no order: " + event.type());
    };
  }

  /** Confirmed and shipped orders are sold; no other is. */
  boolean isSold() {
    return status.equals("CONFIRMED") || status.equals("SHIPPED");
  }

  /** The day, in UTC, to whose sales it counts. */
  LocalDate day() {
    return LocalDate.ofInstant(date, ZoneOffset.UTC);
  }

  static OrderRow read(ResultSet row, int index) throws SQLException {
    return new OrderRow(
        row.getLong("id"),
        row.getLong("version"),
        row.getLong("customer_id"),
        Moment.of(row, "date"),
        row.getString("status"),
        row.getBigDecimal("total"),
        JsonColumn.list(row, "lines", Line.class),
        JsonColumn.list(row, "shortages", Shortage.class),
        Moment.orNull(row, "shipped_at"),
        Moment.of(row, "changed_at"));
  }

  private static OrderRow of(
      ReceivedEvent event,
      OrderState state,
      List<Shortage> shortages,
      @Nullable Instant shippedAt) {
    return new OrderRow(
        History.id(event),
        event.sequence(),
        state.getCustomerId(),
        state.getDate(),
        state.getStatus().name(),
        state.getTotal(),
        state.getLines().stream()
            .map(line -> new Line(line.getItemId(), line.getPrice(), line.getQuantity()))
            .toList(),
        shortages,
        shippedAt,
        event.time());
  }
}
