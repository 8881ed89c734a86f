package smallbusiness.sales.customer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;

/** A customer of whom something is known, as JSON shows it. */
@Schema(name = "Customer")
record CustomerView(
    @Schema(description = "Given by the business") long id,
    @Schema(description = "Name of the person or company") String name,
    @Schema(description = "Where to write to") String email,
    @Schema(description = "Country, as the business writes it") String country,
    @Schema(description = "How many events the customer has had; also the ETag") long version) {

  static CustomerView of(Customer customer) {
    return new CustomerView(
        customer.id(),
        Objects.requireNonNull(customer.name()),
        Objects.requireNonNull(customer.email()),
        Objects.requireNonNull(customer.country()),
        customer.version());
  }
}
