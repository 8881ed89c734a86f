package smallbusiness.sales.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Lines that no order can have. */
final class InvalidLinesException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final @Nullable Integer line;

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

  /** Position of the line at fault, from 0; null when it is not one line alone. */
  @Nullable Integer line() {
    return line;
  }
}
