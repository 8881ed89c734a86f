package smallbusiness.accounting.transaction;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What clients send about transactions. */
final class TransactionRequest {

  private TransactionRequest() {}

  /**
   * A new transaction.
   *
   * @param date when the money moved; null means now
   */
  @Schema(name = "NewTransaction")
  record New(
      @NotNull @Positive Long orderId,
      @NotNull @NotZero @Digits(integer = 10, fraction = 2) BigDecimal orderSum,
      @Nullable Instant date) {}

  /** A change of a transaction: what is left out stays as it is. */
  @Schema(name = "TransactionChange")
  record Change(
      @Nullable @Positive Long orderId,
      @Nullable @NotZero @Digits(integer = 10, fraction = 2) BigDecimal orderSum,
      @Nullable Instant date) {

    BookingChange change() {
      return new BookingChange(orderId, orderSum, date);
    }
  }
}
