package smallbusiness.query.journal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.query.sql.Select;
import smallbusiness.schemas.Topic;

/** Serves the events that produced a row. */
@RestController
@RequestMapping(
    path = "/api/v1",
    produces = {"application/json", "text/csv"})
@Tag(name = "Events", description = "Events of the three systems: live, and those behind a row")
class LineageController {

  /** One event. */
  @Schema(description = "An event that contributed to a row")
  record LineageEvent(
      @Schema(example = "sales.order") String topic,
      @Schema(description = "Identifier of the aggregate", example = "42") String key,
      @Schema(description = "The aggregate's version after the event", example = "2") long sequence,
      @Schema(example = "smallbusiness.events.sales.OrderConfirmed") String type,
      @Schema(description = "CloudEvents id") String id,
      @Schema(description = "When the command happened") Instant time,
      @Schema(description = "Partition of the topic", example = "0") int partition,
      @Schema(description = "Offset in the partition", example = "1207") long kafkaOffset) {}

  private static final Select<LineageEvent> EVENTS =
      Select.of(LineageEvent.class, "j", "history.journal j");

  private static final String OF_AGGREGATE =
      EVENTS.where("topic = :topic and key = :key order by position");

  private static final String OF_ORDER =
      EVENTS.where(
          """
          (topic in ('sales.order', 'warehouse.reservation', 'accounting.invoice') and key = :key)
            or (topic = 'accounting.transaction'
              and key in (select id::text from transaction where order_id = :key::bigint))
          order by position
          """);

  private final JdbcClient jdbc;

  LineageController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @GetMapping("/orders/{id}/lineage")
  @Operation(summary = "List the events of an order, its reservation, invoice and transactions")
  List<LineageEvent> order(@PathVariable long id) {
    return read(jdbc.sql(OF_ORDER), id);
  }

  @GetMapping("/items/{id}/lineage")
  @Operation(summary = "List the events of an item")
  List<LineageEvent> item(@PathVariable long id) {
    return read(Topic.WAREHOUSE_ITEM, id);
  }

  @GetMapping("/customers/{id}/lineage")
  @Operation(summary = "List the events of a customer")
  List<LineageEvent> customer(@PathVariable long id) {
    return read(Topic.SALES_CUSTOMER, id);
  }

  @GetMapping("/transactions/{id}/lineage")
  @Operation(summary = "List the events of a transaction")
  List<LineageEvent> transaction(@PathVariable long id) {
    return read(Topic.ACCOUNTING_TRANSACTION, id);
  }

  @GetMapping("/invoices/{order_id}/lineage")
  @Operation(summary = "List the events of an order's invoice")
  List<LineageEvent> invoice(@PathVariable("order_id") long orderId) {
    return read(Topic.ACCOUNTING_INVOICE, orderId);
  }

  private List<LineageEvent> read(Topic topic, long id) {
    return read(jdbc.sql(OF_AGGREGATE).param("topic", topic.topicName()), id);
  }

  private static List<LineageEvent> read(JdbcClient.StatementSpec statement, long id) {
    return statement.param("key", Long.toString(id)).query(EVENTS.mapper()).list();
  }
}
