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
 * What a system says of its aggregates, so that whoever keeps a copy can be compared with it:
 * {@code GET /actuator/checksums} names them, {@code GET /actuator/checksums/warehouse.item} sums
 * them up in pieces, {@code ?from=1&to=500&detail=true} shows the rows of a range and {@code
 * ?ids=3,4} single rows. An answer that is cut short says where to go on.
 */
@Endpoint(id = "checksums")
final class ChecksumsEndpoint {

  private final Checksums statements;
  private final Map<String, AggregateTable> aggregates = new LinkedHashMap<>();

  ChecksumsEndpoint(Checksums statements, List<AggregateTable> aggregates) {
    this.statements = statements;
    aggregates.forEach(one -> this.aggregates.put(one.topic().topicName(), one));
  }

  @ReadOperation
  List<Stated> list() {
    return aggregates.values().stream()
        .map(one -> new Stated(one.topic().topicName(), List.copyOf(one.fields().keySet())))
        .toList();
  }

  /**
   * A statement; not found for what this system does not own.
   *
   * @param aggregate the topic that names the aggregate
   * @param from first identifier, without one from the beginning
   * @param to last identifier, without one to the end
   * @param detail whether to show rows, not pieces
   * @param ids identifiers of rows to show, with commas between them, in place of a range
   */
  @ReadOperation
  WebEndpointResponse<Object> show(
      @Selector String aggregate,
      @Nullable Long from,
      @Nullable Long to,
      @Nullable Boolean detail,
      @Nullable String ids) {
    AggregateTable stated = aggregates.get(aggregate);
    if (stated == null) {
      return refused(WebEndpointResponse.STATUS_NOT_FOUND, "not stated here: " + aggregate);
    }
    try {
      if (ids != null) {
        return new WebEndpointResponse<>(statements.rows(stated, numbers(ids)));
      }
    } catch (IllegalArgumentException e) {
      return refused(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(e.getMessage()));
    }
    long first = Objects.requireNonNullElse(from, Long.MIN_VALUE);
    long last = Objects.requireNonNullElse(to, Long.MAX_VALUE);
    return new WebEndpointResponse<>(
        Boolean.TRUE.equals(detail)
            ? statements.rows(stated, first, last)
            : statements.pieces(stated, first, last));
  }

  private static List<Long> numbers(String ids) {
    return Arrays.stream(ids.split(",")).map(String::strip).map(Long::valueOf).toList();
  }

  private static WebEndpointResponse<Object> refused(int status, String error) {
    return new WebEndpointResponse<>(Map.of("error", error), status);
  }

  /**
   * An aggregate that is stated.
   *
   * @param fields what is stated beside identifier and version
   */
  record Stated(String aggregate, List<String> fields) {}
}
