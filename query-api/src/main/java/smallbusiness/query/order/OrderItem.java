package smallbusiness.query.order;

import smallbusiness.query.sql.Table;

/** An order that contains an item. Never changes. */
record OrderItem(long itemId, long orderId) {

  static final Table<OrderItem> TABLE =
      Table.of("order_item", OrderItem.class, "item_id", "order_id");
}
