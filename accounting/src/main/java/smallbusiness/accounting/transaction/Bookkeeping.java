package smallbusiness.accounting.transaction;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import smallbusiness.messaging.outbox.Outbox;

/**
 * What people do with transactions. Each command is one transaction of the database: the books,
 * what is paid for the orders, and the events, or nothing.
 */
@Service
public class Bookkeeping {

  /** Clocks of clients run ahead by this much without their being wrong. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  private final Transactions transactions;
  private final History history;
  private final Allocation allocation;
  private final Outbox outbox;
  private final Clock clock;

  Bookkeeping(
      Transactions transactions,
      History history,
      Allocation allocation,
      Outbox outbox,
      Clock clock) {
    this.transactions = transactions;
    this.history = history;
    this.allocation = allocation;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Records a payment or refund.
   *
   * @param date when the money moved; null means now
   * @throws InvalidDateException when no money can have moved then
   * @throws PaidOutOfRangeException when too much would be paid for an order
   */
  @Transactional
  public TransactionView record(long orderId, BigDecimal orderSum, @Nullable Instant date) {
    Instant now = clock.instant();
    Booking booking = new Booking(orderId, orderSum, date == null ? now : checked(date, now));
    Transaction transaction = transactions.save(new Transaction(booking));
    enter(List.of(transaction.recorded()), null, booking, now);
    return TransactionView.of(transaction);
  }

  /**
   * Puts a transaction right.
   *
   * @param seen accepts the transaction as it is, or throws when the client knows another
   * @throws UnknownTransactionException when there is no such transaction
   * @throws VoidedTransactionException when it is void
   * @throws InvalidDateException when no money can have moved then
   * @throws PaidOutOfRangeException when too much would be paid for an order
   */
  @Transactional
  public TransactionView change(long id, Consumer<TransactionView> seen, BookingChange change) {
    Instant now = clock.instant();
    if (change.date() != null) {
      checked(change.date(), now);
    }
    Transaction transaction = locked(id);
    seen.accept(TransactionView.of(transaction));
    Booking before = transaction.booking();
    List<SpecificRecord> events = transaction.change(change.of(before));
    enter(events, before, transaction.booking(), now);
    return TransactionView.of(transaction);
  }

  /**
   * Declares a transaction void; one that is void already stays so.
   *
   * @param seen accepts the transaction's version, or throws when the client knows another
   * @throws UnknownTransactionException when there is no such transaction
   * @throws PaidOutOfRangeException when too much would be paid back for the order
   */
  @Transactional
  public void declareVoid(long id, LongConsumer seen) {
    Transaction transaction = locked(id);
    seen.accept(transaction.version());
    enter(transaction.declareVoid(), transaction.booking(), null, clock.instant());
  }

  /**
   * One transaction.
   *
   * @throws UnknownTransactionException when there is none
   */
  @Transactional(readOnly = true)
  public TransactionView transaction(long id) {
    return transactions
        .findById(id)
        .map(TransactionView::of)
        .orElseThrow(() -> new UnknownTransactionException(id));
  }

  /** The selected transactions after a number, by number. */
  @Transactional(readOnly = true)
  public List<TransactionView> transactions(Selection selection, long after, int limit) {
    return transactions
        .findBy(selection.after(after), found -> found.sortBy(Sort.by("id")).limit(limit).all())
        .stream()
        .map(TransactionView::of)
        .toList();
  }

  /**
   * Every state that a transaction was in, the first one first.
   *
   * @throws UnknownTransactionException when there is no such transaction
   */
  @Transactional(readOnly = true)
  public List<HistoryView> history(long id) {
    List<HistoryView> states = history.of(id);
    if (states.isEmpty()) {
      throw new UnknownTransactionException(id);
    }
    return states;
  }

  private Transaction locked(long id) {
    return transactions.lock(id).orElseThrow(() -> new UnknownTransactionException(id));
  }

  private void enter(
      List<? extends SpecificRecord> events,
      @Nullable Booking before,
      @Nullable Booking after,
      Instant now) {
    if (events.isEmpty()) {
      return;
    }
    List<SpecificRecord> all = new ArrayList<>(events);
    all.addAll(allocation.count(moved(before, after)));
    history.append(events, now);
    outbox.append(all);
  }

  private static SortedMap<Long, BigDecimal> moved(
      @Nullable Booking before, @Nullable Booking after) {
    SortedMap<Long, BigDecimal> changes = new TreeMap<>();
    if (before != null) {
      changes.merge(before.orderId(), before.orderSum().negate(), BigDecimal::add);
    }
    if (after != null) {
      changes.merge(after.orderId(), after.orderSum(), BigDecimal::add);
    }
    changes.values().removeIf(change -> change.signum() == 0);
    return changes;
  }

  private static Instant checked(Instant date, Instant now) {
    if (date.isBefore(Booking.EARLIEST_DATE)) {
      throw new InvalidDateException("must not be before " + Booking.EARLIEST_DATE);
    }
    if (date.isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw new InvalidDateException("must not be in the future");
    }
    return date;
  }
}
