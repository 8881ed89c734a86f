package smallbusiness.sales.order;

import java.util.SortedMap;
import java.util.TreeMap;

/** A new order has items that Warehouse has removed. */
final class RemovedItemsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Items by the position of their line, from 0. */
  final transient SortedMap<Integer, Long> byLine;

  RemovedItemsException(SortedMap<Integer, Long> byLine) {
    super("Removed items " + byLine.values());
    this.byLine = new TreeMap<>(byLine);
  }
}
