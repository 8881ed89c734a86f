package smallbusiness.sales.order;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The valid lines of an order: at least one, each item once, and a total that can be stored. */
record Lines(List<Line> all) {

  /** The maximum of NUMERIC(12, 2). */
  static final BigDecimal MAX_TOTAL = new BigDecimal("9999999999.99");

  /**
   * Validates the lines.
   *
   * @throws InvalidLinesException when a rule is broken
   */
  Lines {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw InvalidLinesException.none();
    }
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      if (!seen.add(all.get(i).itemId())) {
        throw InvalidLinesException.itemTwice(i, all.get(i).itemId());
      }
    }
    if (totalOf(all).compareTo(MAX_TOTAL) > 0) {
      throw InvalidLinesException.totalTooLarge(totalOf(all));
    }
  }

  BigDecimal total() {
    return totalOf(all);
  }

  private static BigDecimal totalOf(List<Line> lines) {
    return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }
}
