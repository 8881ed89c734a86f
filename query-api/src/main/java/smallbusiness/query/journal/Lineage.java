package smallbusiness.query.journal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which events made a row, for whoever doubts it. */
@RestController
@RequestMapping(
    path = "/api/v1",
    produces = {"application/json", "text/csv"})
@Tag(name = "Events", description = "What happens, as it happens, and what has happened")
class Lineage {

  /** One event. */
  @Schema(description = "One of the events that made a row")
  record Cause(
      @Schema(example = "sales.order") String topic,
      @Schema(description = "Identifier of the aggregate", example = "42") String key,
      @Schema(description = "The aggregate's version after the event", example = "2") long sequence,
      @Schema(example = "smallbusiness.events.sales.OrderConfirmed") String type,
      @Schema(description = "CloudEvents id") String id,
      @Schema(description = "When the command happened") Instant time,
      @Schema(description = "Partition of the topic", example = "0") int partition,
      @Schema(description = "Offset in the partition", example = "1207") long kafkaOffset) {}

  private static final String OF_ONE =
      """
      select topic, key, sequence, type, id, time, partition, kafka_offset from history.journal
      where topic = :topic and key = :key order by position
      """;

  private static final String OF_ORDER =
      """
      select topic, key, sequence, type, id, time, partition, kafka_offset from history.journal
      where (topic in ('sales.order', 'warehouse.reservation', 'accounting.invoice')
          and key = :key)
        or (topic = 'accounting.transaction'
          and key in (select id::text from transaction where order_id = :key::bigint))
      order by position
      """;

  private final JdbcClient jdbc;

  Lineage(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @GetMapping("/orders/{id}/lineage")
  @Operation(summary = "The events of an order, its reservation, invoice and transactions")
  List<Cause> order(@PathVariable long id) {
    return read(jdbc.sql(OF_ORDER).param("key", Long.toString(id)));
  }

  @GetMapping("/items/{id}/lineage")
  @Operation(summary = "The events of an item")
  List<Cause> item(@PathVariable long id) {
    return one("warehouse.item", id);
  }

  @GetMapping("/customers/{id}/lineage")
  @Operation(summary = "The events of a customer")
  List<Cause> customer(@PathVariable long id) {
    return one("sales.customer", id);
  }

  @GetMapping("/transactions/{id}/lineage")
  @Operation(summary = "The events of a transaction")
  List<Cause> transaction(@PathVariable long id) {
    return one("accounting.transaction", id);
  }

  @GetMapping("/invoices/{order_id}/lineage")
  @Operation(summary = "The events of an order's invoice")
  List<Cause> invoice(@PathVariable("order_id") long orderId) {
    return one("accounting.invoice", orderId);
  }

  private List<Cause> one(String topic, long id) {
    return read(jdbc.sql(OF_ONE).param("topic", topic).param("key", Long.toString(id)));
  }

  private static List<Cause> read(JdbcClient.StatementSpec statement) {
    return statement.query(DataClassRowMapper.newInstance(Cause.class)).list();
  }
}
