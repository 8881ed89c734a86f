package smallbusiness.accounting.transaction;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.web.ReadOnlyFields;

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

  /**
   * A change of a transaction: what is left out stays as it is. What cannot be set may be given, as
   * in a resource that is sent back whole, and must then be as it is.
   */
  @Schema(name = "TransactionChange")
  record Change(
      @Nullable Long id,
      @Nullable @Positive Long orderId,
      @Nullable @NotZero @Digits(integer = 10, fraction = 2) BigDecimal orderSum,
      @Nullable Instant date,
      @Nullable Boolean voided,
      @Nullable Long version) {

    /**
     * Accepts the transaction as it is.
     *
     * @throws smallbusiness.messaging.problem.ProblemException 400 when a field that cannot be set
     *     was given another value than it has
     */
    void mustFit(TransactionView now) {
      new ReadOnlyFields()
          .compare("id", id, now.id())
          .compare("voided", voided, now.voided())
          .compare("version", version, now.version())
          .accept();
    }

    BookingChange change() {
      return new BookingChange(orderId, orderSum, date);
    }
  }
}
