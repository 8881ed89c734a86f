package smallbusiness.sales.customer;

import org.jspecify.annotations.Nullable;

/**
 * A customer as JSON.
 *
 * @param version number of events of the customer; also the entity tag
 */
record CustomerView(
    long id,
    @Nullable String name,
    @Nullable String email,
    @Nullable String country,
    long version) {

  static CustomerView of(Customer customer) {
    return new CustomerView(
        customer.id(), customer.name(), customer.email(), customer.country(), customer.version());
  }
}
