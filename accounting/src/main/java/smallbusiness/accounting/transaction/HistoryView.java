package smallbusiness.accounting.transaction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The JSON of a past state of a transaction.
 *
 * @param version version of the event that led to it
 * @param event name of that event
 * @param recordedAt when Accounting recorded it
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
