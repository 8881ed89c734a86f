package smallbusiness.sales.customer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import smallbusiness.messaging.web.request.Versioned;

/** The JSON of a customer. */
@Schema(name = "Customer")
record CustomerView(
    @Schema(description = "Assigned by the business") long id,
    @Schema(description = "Name of the person or company") String name,
    @Schema(description = "E-mail address") String email,
    @Schema(description = "Country, free text") String country,
    @Schema(description = "Number of events of this customer; also its ETag") long version)
    implements Versioned {

  static CustomerView of(Customer customer) {
    return new CustomerView(
        customer.id(),
        Objects.requireNonNull(customer.name()),
        Objects.requireNonNull(customer.email()),
        Objects.requireNonNull(customer.country()),
        customer.version());
  }
}
