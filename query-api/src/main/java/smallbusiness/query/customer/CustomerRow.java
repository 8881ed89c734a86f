package smallbusiness.query.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.sales.CustomerDescribed;
import smallbusiness.events.sales.CustomerErased;
import smallbusiness.events.sales.CustomerState;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.query.sql.Table;

/**
 * A row of table {@code customer}.
 *
 * @param name null once the customer is erased, as are email and country
 */
record CustomerRow(
    long id,
    long version,
    @Nullable String name,
    @Nullable String email,
    @Nullable String country,
    boolean erased,
    Instant changedAt) {

  static final Table<CustomerRow> TABLE = Table.of("customer", CustomerRow.class, "id");

  /** The row after the event. */
  static CustomerRow after(ReceivedEvent event) {
    long id = EventsByAggregate.id(event);
    long version = event.sequence();
    return switch (event.payload()) {
      case CustomerDescribed described -> {
        CustomerState state = described.getCustomer();
        yield new CustomerRow(
            id,
            version,
            state.getName(),
            state.getEmail(),
            state.getCountry(),
            false,
            event.time());
      }
      case CustomerErased erased ->
          new CustomerRow(id, version, null, null, null, true, event.time());
      default -> throw new IllegalArgumentException("Not a customer event: " + event.type());
    };
  }
}
