package smallbusiness.sales.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.sales.CustomerDescribed;
import smallbusiness.events.sales.CustomerErased;
import smallbusiness.events.sales.CustomerState;

/**
 * A customer. The business assigns the identifiers, and an order may name a customer without
 * details. Erasing removes the details and keeps the identifier; a customer may be described again
 * afterwards.
 */
@Entity
@Table(name = "customer")
class Customer {

  @Id private long id;
  private @Nullable String name;
  private @Nullable String email;
  private @Nullable String country;
  private long version;

  /** For Hibernate. */
  protected Customer() {}

  /** A customer without details. */
  Customer(long id) {
    this.id = id;
  }

  /** Whether the customer has details. */
  boolean described() {
    return name != null;
  }

  /**
   * Updates the customer's details.
   *
   * @return empty when nothing changes
   * @throws IncompleteDescriptionException when a field is still missing afterwards
   */
  Optional<CustomerDescribed> describe(Description details) {
    String newName = details.name() == null ? name : details.name();
    String newEmail = details.email() == null ? email : details.email();
    String newCountry = details.country() == null ? country : details.country();
    if (newName == null || newEmail == null || newCountry == null) {
      throw IncompleteDescriptionException.without(newName, newEmail, newCountry);
    }
    if (newName.equals(name) && newEmail.equals(email) && newCountry.equals(country)) {
      return Optional.empty();
    }
    name = newName;
    email = newEmail;
    country = newCountry;
    return Optional.of(
        new CustomerDescribed(id, ++version, new CustomerState(newName, newEmail, newCountry)));
  }

  /** Erases the details. */
  Optional<CustomerErased> erase() {
    if (!described()) {
      return Optional.empty();
    }
    name = null;
    email = null;
    country = null;
    return Optional.of(new CustomerErased(id, ++version));
  }

  long id() {
    return id;
  }

  /** Null when there are no details. */
  @Nullable String name() {
    return name;
  }

  /** Null when there are no details. */
  @Nullable String email() {
    return email;
  }

  /** Null when there are no details. */
  @Nullable String country() {
    return country;
  }

  /** The number of events of this customer so far. */
  long version() {
    return version;
  }
}
