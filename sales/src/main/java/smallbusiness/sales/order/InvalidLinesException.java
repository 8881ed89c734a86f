package smallbusiness.sales.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The lines of an order break a rule. */
final class InvalidLinesException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Position of the invalid line, from 0; null if no single line is at fault. */
  final @Nullable Integer line;

  private InvalidLinesException(@Nullable Integer line, String message) {
    super(message);
    this.line = line;
  }

  static InvalidLinesException none() {
    return new InvalidLinesException(null, "must have at least one line");
  }

  static InvalidLinesException itemTwice(int line, long itemId) {
    return new InvalidLinesException(line, "item " + itemId + " appears in an earlier line");
  }

  static InvalidLinesException totalTooLarge(BigDecimal total) {
    return new InvalidLinesException(
        null, "total " + total.toPlainString() + " exceeds " + Lines.MAX_TOTAL.toPlainString());
  }
}
