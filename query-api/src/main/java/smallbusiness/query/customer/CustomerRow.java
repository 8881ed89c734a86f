package smallbusiness.query.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.sales.CustomerDescribed;
import smallbusiness.events.sales.CustomerErased;
import smallbusiness.events.sales.CustomerState;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;

/**
 * A customer's row as of one event.
 *
 * @param name null once the customer is erased, as are email and country
 */
record CustomerRow(
    long id,
    long version,
    @Nullable String name,
    @Nullable String email,
    @Nullable String country,
    Instant changedAt) {

  static CustomerRow asOf(ReceivedEvent event) {
    return switch (event.payload()) {
      case CustomerDescribed described -> {
        CustomerState state = described.getCustomer();
        yield of(event, state.getName(), state.getEmail(), state.getCountry());
      }
      case CustomerErased erased -> of(event, null, null, null);
      default -> throw new IllegalArgumentException("Tells of no customer: " + event.type());
    };
  }

  boolean erased() {
    return name == null;
  }

  private static CustomerRow of(
      ReceivedEvent event,
      @Nullable String name,
      @Nullable String email,
      @Nullable String country) {
    return new CustomerRow(
        EventsByAggregate.id(event), event.sequence(), name, email, country, event.time());
  }
}
