package smallbusiness.sales.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import smallbusiness.events.sales.CustomerDescribed;
import smallbusiness.events.sales.CustomerErased;
import smallbusiness.events.sales.CustomerState;

class CustomerTest {

  private static final Description ANA = new Description("Ana", "ana@shop.example", "Mexico");

  @Test
  void describing_a_new_customer_publishes_its_details() {
    Customer customer = new Customer(7);

    assertThat(customer.describe(ANA))
        .contains(
            new CustomerDescribed(7L, 1L, new CustomerState("Ana", "ana@shop.example", "Mexico")));
    assertThat(customer.described()).isTrue();
  }

  @Test
  void a_new_customer_requires_all_details() {
    Customer customer = new Customer(7);

    assertThatExceptionOfType(IncompleteDescriptionException.class)
        .isThrownBy(() -> customer.describe(new Description("Ana", null, null)))
        .satisfies(e -> assertThat(e.missing).containsExactly("email", "country"));
    assertThat(customer.described()).isFalse();
    assertThat(customer.version()).isZero();
  }

  @Test
  void describing_a_customer_again_changes_the_given_fields() {
    Customer customer = described();

    assertThat(customer.describe(new Description(null, null, "Spain")))
        .contains(
            new CustomerDescribed(7L, 2L, new CustomerState("Ana", "ana@shop.example", "Spain")));
  }

  @Test
  void repeating_the_same_details_yields_no_event() {
    Customer customer = described();

    assertThat(customer.describe(ANA)).isEmpty();
    assertThat(customer.version()).isEqualTo(1);
  }

  @Test
  void erasing_removes_everything_but_the_id() {
    Customer customer = described();

    assertThat(customer.erase()).contains(new CustomerErased(7L, 2L));
    assertThat(customer.name()).isNull();
    assertThat(customer.email()).isNull();
    assertThat(customer.country()).isNull();
  }

  @Test
  void an_erased_customer_cannot_be_erased_again() {
    Customer customer = described();
    customer.erase();

    assertThat(customer.erase()).isEmpty();
    assertThat(customer.version()).isEqualTo(2);
  }

  @Test
  void an_erased_customer_can_be_described_again_and_versions_continue() {
    Customer customer = described();
    customer.erase();

    assertThat(customer.describe(ANA))
        .hasValueSatisfying(event -> assertThat(event.getVersion()).isEqualTo(3));
  }

  private static Customer described() {
    Customer customer = new Customer(7);
    customer.describe(ANA);
    return customer;
  }
}
