package smallbusiness.query.order;

import smallbusiness.query.sql.Table;

/** That an order has a line with an item, which never changes. */
record OrderItem(long itemId, long orderId) {

  static final Table<OrderItem> TABLE =
      Table.of("order_item", OrderItem.class, "item_id", "order_id");
}
