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
 * Someone who orders. The business numbers its customers itself, and an order may name one whom
 * nobody has described. Erasing forgets all but the number; a customer may be described again
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

  /** Someone of whom nothing is known. */
  Customer(long id) {
    this.id = id;
  }

  /** Whether anything is known of the customer. */
  boolean described() {
    return name != null;
  }

  /**
   * Takes what is said of the customer over what was known.
   *
   * @throws IncompleteDescriptionException when, with what was known, something is still missing
   */
  Optional<CustomerDescribed> describe(Description said) {
    String newName = said.name() == null ? name : said.name();
    String newEmail = said.email() == null ? email : said.email();
    String newCountry = said.country() == null ? country : said.country();
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

  /** Forgets the customer. */
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

  /** Null when nothing is known. */
  @Nullable String name() {
    return name;
  }

  /** Null when nothing is known. */
  @Nullable String email() {
    return email;
  }

  /** Null when nothing is known. */
  @Nullable String country() {
    return country;
  }

  /** How many events the customer has had. */
  long version() {
    return version;
  }
}
