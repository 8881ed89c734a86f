package smallbusiness.accounting.transaction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A state that a transaction was in, as JSON.
 *
 * @param version number of the event that brought it about
 * @param event the name of that event
 * @param recordedAt when Accounting was told
 */
@Schema(name = "TransactionHistory")
record HistoryView(
    long version,
    String event,
    Instant recordedAt,
    long orderId,
    BigDecimal orderSum,
    Instant date,
    boolean voided) {}
