package smallbusiness.accounting.transaction;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.web.request.ReadOnlyFields;

/** Request bodies for transactions. */
final class TransactionRequest {

  private TransactionRequest() {}

  /** A new transaction. The date defaults to now. */
  @Schema(name = "NewTransaction")
  record New(
      @NotNull @Positive Long orderId,
      @NotNull @NotZero @Digits(integer = 10, fraction = 2) BigDecimal orderSum,
      @Nullable Instant date) {}

  /**
   * A partial change: absent fields keep their values. Read-only fields may be sent, as in a
   * resource that is read, edited and sent back, and must then match the current values.
   */
  @Schema(name = "TransactionChange")
  record Change(
      @Nullable Long id,
      @Nullable @Positive Long orderId,
      @Nullable @NotZero @Digits(integer = 10, fraction = 2) BigDecimal orderSum,
      @Nullable Instant date,
      @Nullable Boolean voided,
      @Nullable Long version) {

    /** Throws a 400 problem when a read-only field differs from the current transaction. */
    void requireReadOnlyFieldsOf(TransactionView now) {
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
