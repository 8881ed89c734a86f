package smallbusiness.warehouse.stock;

import java.math.BigDecimal;
import org.springframework.test.util.ReflectionTestUtils;

/** Items as they come into being, with the identifier that saving would have given. */
final class ItemFixture {

  private ItemFixture() {}

  /** Item 7: 10 green teacups from Japan at 4.50. */
  static Item teacups() {
    Item item = new Item("Teacup", "Green", "Japan", new BigDecimal("4.5"), 10);
    ReflectionTestUtils.setField(item, "id", 7L);
    return item;
  }
}
