package smallbusiness.sales.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static smallbusiness.sales.order.OrderFixture.line;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Test
  void the_total_is_the_sum_of_price_times_quantity_to_the_cent() {
    Lines lines = new Lines(List.of(line(1, "19.99", 3), line(2, "0.5", 1), line(3, "0", 9)));

    assertThat(lines.total()).isEqualTo(new BigDecimal("60.47"));
  }

  @Test
  void an_order_requires_at_least_one_line() {
    assertThatExceptionOfType(InvalidLinesException.class)
        .isThrownBy(() -> new Lines(List.of()))
        .satisfies(e -> assertThat(e.line).isNull());
  }

  @Test
  void a_repeated_item_is_refused_with_the_position_of_its_line() {
    List<Line> twice = List.of(line(1, "1", 1), line(2, "1", 1), line(1, "2", 5));

    assertThatExceptionOfType(InvalidLinesException.class)
        .isThrownBy(() -> new Lines(twice))
        .satisfies(e -> assertThat(e.line).isEqualTo(2));
  }

  @Test
  void the_total_may_be_the_maximum() {
    Lines lines = new Lines(List.of(line(1, "9999999999.98", 1), line(2, "0.01", 1)));

    assertThat(lines.total()).isEqualTo(Lines.MAX_TOTAL);
  }

  @Test
  void a_total_beyond_the_maximum_is_refused() {
    List<Line> tooMuch = List.of(line(1, "9999999999.99", 1), line(2, "0.01", 1));

    assertThatExceptionOfType(InvalidLinesException.class)
        .isThrownBy(() -> new Lines(tooMuch))
        .withMessageContaining("10000000000.00");
  }

  @Test
  void a_price_has_no_fractions_of_a_cent() {
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> line(1, "1.005", 1));
  }
}
