package smallbusiness.messaging.reconciliation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Exposes a system's aggregates for comparison with a copy: {@code GET /actuator/checksums} lists
 * the aggregates, {@code GET /actuator/checksums/warehouse.item} returns checksums of ranges,
 * {@code ?from=1&to=500&detail=true} the rows of a range and {@code ?ids=3,4} single rows. An
 * incomplete response says where the next request must start.
 */
@Endpoint(id = "checksums")
final class ChecksumsEndpoint {

  private final Checksums checksums;
  private final Map<String, AggregateTable> tables = new LinkedHashMap<>();

  ChecksumsEndpoint(Checksums checksums, List<AggregateTable> tables) {
    this.checksums = checksums;
    tables.forEach(table -> this.tables.put(table.topic().topicName(), table));
  }

  @ReadOperation
  List<Fields> list() {
    return tables.values().stream()
        .map(table -> new Fields(table.topic().topicName(), table.fieldNames()))
        .toList();
  }

  /**
   * Returns checksums or rows; 404 for an aggregate of another system.
   *
   * @param aggregate its topic
   * @param from first identifier; the lowest when absent
   * @param to last identifier; the highest when absent
   * @param detail whether to return rows instead of checksums
   * @param ids identifiers of rows, separated by commas, instead of a range
   */
  @ReadOperation
  WebEndpointResponse<Object> show(
      @Selector String aggregate,
      @Nullable Long from,
      @Nullable Long to,
      @Nullable Boolean detail,
      @Nullable String ids) {
    AggregateTable table = tables.get(aggregate);
    if (table == null) {
      return error(WebEndpointResponse.STATUS_NOT_FOUND, "unknown aggregate " + aggregate);
    }
    if (ids != null) {
      try {
        return new WebEndpointResponse<>(checksums.rows(table, numbers(ids)));
      } catch (IllegalArgumentException e) {
        return error(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(e.getMessage()));
      }
    }
    long first = Objects.requireNonNullElse(from, Long.MIN_VALUE);
    long last = Objects.requireNonNullElse(to, Long.MAX_VALUE);
    return new WebEndpointResponse<>(
        Boolean.TRUE.equals(detail)
            ? checksums.rows(table, first, last)
            : checksums.ranges(table, first, last));
  }

  private static List<Long> numbers(String ids) {
    return Arrays.stream(ids.split(",")).map(String::strip).map(Long::valueOf).toList();
  }

  private static WebEndpointResponse<Object> error(int status, String error) {
    return new WebEndpointResponse<>(Map.of("error", error), status);
  }

  /**
   * The compared fields of an aggregate.
   *
   * @param fields their names, without identifier and version
   */
  record Fields(String aggregate, List<String> fields) {}
}
