package smallbusiness.warehouse.stock;

import java.math.BigDecimal;
import org.springframework.test.util.ReflectionTestUtils;

/** New items with the identifier that saving would assign. */
public final class ItemFixture {

  private ItemFixture() {}

  /** Item 7: 10 green teacups from Japan at 4.50. */
  static Item teacups() {
    return item(7, 10);
  }

  /** A new item with that many pieces, none reserved. */
  public static Item item(long id, long quantity) {
    Item item = new Item("Teacup", "Green", "Japan", new BigDecimal("4.5"), quantity);
    ReflectionTestUtils.setField(item, "id", id);
    return item;
  }
}
