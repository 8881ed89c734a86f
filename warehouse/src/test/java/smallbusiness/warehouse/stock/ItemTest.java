package smallbusiness.warehouse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemChanged;
import smallbusiness.events.warehouse.ItemRemoved;
import smallbusiness.events.warehouse.ItemState;
import smallbusiness.events.warehouse.StockChangeReason;
import smallbusiness.events.warehouse.StockChanged;

class ItemTest {

  private static final BigDecimal PRICE = new BigDecimal("4.50");

  private final Item item = ItemFixture.teacups();

  @Test
  void a_new_item_is_version_one_with_nothing_reserved() {
    assertThat(item.added())
        .isEqualTo(
            new ItemAdded(7L, 1L, new ItemState("Teacup", "Green", "Japan", PRICE, 10L, 0L)));
    assertThat(item.available()).isEqualTo(10);
  }

  @Test
  void changing_the_description_is_one_event_with_the_resulting_state() {
    var events = item.change(new ItemChange(null, "Blue", null, new BigDecimal("5"), null));

    assertThat(events)
        .containsExactly(
            new ItemChanged(
                7L, 2L, new ItemState("Teacup", "Blue", "Japan", new BigDecimal("5.00"), 10L, 0L)));
  }

  @Test
  void a_higher_quantity_is_received_and_a_lower_one_adjusted() {
    assertThat(item.change(quantity(12)))
        .containsExactly(
            new StockChanged(7L, 2L, StockChangeReason.RECEIVED, 2L, 0L, null, pieces(12)));
    assertThat(item.change(quantity(0)))
        .containsExactly(
            new StockChanged(7L, 3L, StockChangeReason.ADJUSTED, -12L, 0L, null, pieces(0)));
  }

  @Test
  void changing_description_and_quantity_yields_two_events() {
    var events = item.change(new ItemChange("Cup", null, null, null, 11L));

    assertThat(events).hasSize(2);
    assertThat(events.getFirst()).isInstanceOf(ItemChanged.class);
    assertThat(((ItemChanged) events.getFirst()).getItem().getQuantity()).isEqualTo(10);
    assertThat(((StockChanged) events.getLast()).getVersion()).isEqualTo(3);
    assertThat(item.version()).isEqualTo(3);
  }

  @Test
  void a_change_to_the_current_values_yields_no_event() {
    var same = new ItemChange("Teacup", "Green", "Japan", new BigDecimal("4.500"), 10L);

    assertThat(item.change(same)).isEmpty();
    assertThat(item.version()).isEqualTo(1);
  }

  @Test
  void the_last_event_of_an_item_carries_its_final_state() {
    assertThat(item.remove()).isEqualTo(new ItemRemoved(7L, 2L, pieces(10)));
  }

  private static ItemChange quantity(long pieces) {
    return new ItemChange(null, null, null, null, pieces);
  }

  private static ItemState pieces(long quantity) {
    return new ItemState("Teacup", "Green", "Japan", PRICE, quantity, 0L);
  }
}
