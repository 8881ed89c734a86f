package smallbusiness.acceptance.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Commands to the three systems; each must succeed. */
public final class Business {

  public static final Http WAREHOUSE = Http.of("warehouse");
  public static final Http SALES = Http.of("sales");
  public static final Http ACCOUNTING = Http.of("accounting");
  public static final Http QUERY = Http.of("query-api");

  private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime());

  private Business() {}

  /** Returns a unique name. */
  public static String newName(String what) {
    return what + " " + NUMBERS.incrementAndGet();
  }

  /** Creates an item with price 10.00 and returns its id. */
  public static long item(String name, long quantity) {
    return created(
        WAREHOUSE.post(
            "/warehouse/items",
            """
            {"name": "%s", "description": "", "country_of_origin": "Portugal",
             "price": 10.00, "quantity": %d}"""
                .formatted(name, quantity)));
  }

  /** Places an order for one piece of each item at 10.00 and returns its id. */
  public static long order(long... items) {
    return order(1, items);
  }

  /** Places an order for the given quantity of each item at 10.00 and returns its id. */
  public static long order(long pieces, long[] items) {
    String lines =
        LongStream.of(items)
            .mapToObj(
                "{\"id\": %%d, \"price\": 10.00, \"quantity\": %d}".formatted(pieces)::formatted)
            .collect(Collectors.joining(", "));
    return created(
        SALES.post("/sales/orders", "{\"customer_id\": 7, \"items\": [%s]}".formatted(lines)));
  }

  /** Records a payment and returns its id. */
  public static long pay(long order, String sum) {
    return created(
        ACCOUNTING.post(
            "/accounting/transactions",
            "{\"order_id\": %d, \"order_sum\": %s}".formatted(order, sum)));
  }

  private static long created(Http.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.id();
  }
}
