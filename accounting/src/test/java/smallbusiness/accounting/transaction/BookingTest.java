package smallbusiness.accounting.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static smallbusiness.accounting.transaction.TransactionFixture.MONDAY;
import static smallbusiness.accounting.transaction.TransactionFixture.booking;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smallbusiness.messaging.BusinessDate;

/** The rules of a booking. */
class BookingTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.01", "-0.01", "9999999999.99", "-9999999999.99", "1e3", "2.500"})
  void a_sum_in_range_is_kept_with_two_decimals(String sum) {
    assertThat(booking(7, sum).orderSum())
        .isEqualByComparingTo(new BigDecimal(sum))
        .satisfies(kept -> assertThat(kept.scale()).isEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.00",
        "0.001",
        "10000000000",
        "-10000000000",
        "1e400000000",
        "1e-400000000"
      })
  void a_sum_of_zero_out_of_range_or_with_three_decimals_is_refused(String sum) {
    assertThatIllegalArgumentException().isThrownBy(() -> booking(7, sum));
  }

  @Test
  void an_order_id_must_be_at_least_one() {
    assertThatIllegalArgumentException().isThrownBy(() -> booking(0, "1.00"));
  }

  @Test
  void a_date_before_1900_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Booking(7, BigDecimal.ONE, BusinessDate.EARLIEST.minusNanos(1)));
  }

  @Test
  void a_date_is_kept_to_the_microsecond() {
    assertThat(new Booking(7, BigDecimal.ONE, MONDAY.plusNanos(1_999)).date())
        .isEqualTo(MONDAY.plusNanos(1_000));
  }
}
