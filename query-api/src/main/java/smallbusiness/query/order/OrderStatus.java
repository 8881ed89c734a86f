package smallbusiness.query.order;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far an order has come. */
enum OrderStatus {
  /** Taken; Warehouse has not answered yet. */
  PLACED,
  /** Reserved whole. */
  CONFIRMED,
  /** Could not be reserved. */
  REJECTED,
  /** Has left the warehouse. */
  SHIPPED,
  /** Called off before shipment. */
  CANCELLED,
  /** A status that this version of the API does not know yet. */
  UNKNOWN;

  /** What each status is in SQL, over order {@code o}. */
  static Map<String, String> conditions() {
    return Arrays.stream(values())
        .collect(
            toMap(
                Enum::name,
                status -> "o.status = '" + status + "'",
                (one, two) -> one,
                LinkedHashMap::new));
  }
}
