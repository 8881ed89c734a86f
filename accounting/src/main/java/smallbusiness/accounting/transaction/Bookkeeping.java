package smallbusiness.accounting.transaction;

import java.math.BigDecimal;
import java.time.Clock;
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
import smallbusiness.messaging.BusinessDate;
import smallbusiness.messaging.BusinessDate.InvalidDateException;
import smallbusiness.messaging.NotFoundException;
import smallbusiness.messaging.outbox.Outbox;

/**
 * Records, changes and voids transactions. Each command commits the transaction, its history, the
 * amounts paid and the events together.
 */
@Service
public class Bookkeeping {

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
   * @param date the business date; null means now
   * @throws InvalidDateException when the date is out of range
   * @throws PaidOutOfRangeException when the amount paid for the order would be out of range
   */
  @Transactional
  public TransactionView record(long orderId, BigDecimal orderSum, @Nullable Instant date) {
    Instant now = clock.instant();
    Booking booking =
        new Booking(orderId, orderSum, date == null ? now : BusinessDate.require(date, now));
    Transaction transaction = transactions.save(new Transaction(booking));
    store(List.of(transaction.recorded()), null, booking, now);
    return TransactionView.of(transaction);
  }

  /**
   * Corrects a transaction.
   *
   * @param precondition receives the locked transaction and throws to refuse the change
   * @throws NotFoundException when there is no such transaction
   * @throws VoidedTransactionException when it is void
   * @throws InvalidDateException when the date is out of range
   * @throws PaidOutOfRangeException when the amount paid for an order would be out of range
   */
  @Transactional
  public TransactionView change(
      long id, Consumer<TransactionView> precondition, BookingChange change) {
    Instant now = clock.instant();
    if (change.date() != null) {
      BusinessDate.require(change.date(), now);
    }
    Transaction transaction = locked(id);
    precondition.accept(TransactionView.of(transaction));
    Booking before = transaction.booking();
    List<SpecificRecord> events = transaction.change(change.applyTo(before));
    store(events, before, transaction.booking(), now);
    return TransactionView.of(transaction);
  }

  /**
   * Voids a transaction. Repeating has no effect.
   *
   * @param precondition receives the current version and throws to refuse
   * @throws NotFoundException when there is no such transaction
   * @throws PaidOutOfRangeException when the amount paid for the order would be out of range
   */
  @Transactional
  public void declareVoid(long id, LongConsumer precondition) {
    Transaction transaction = locked(id);
    precondition.accept(transaction.version());
    store(transaction.declareVoid(), transaction.booking(), null, clock.instant());
  }

  /**
   * Returns a transaction.
   *
   * @throws NotFoundException when there is no such transaction
   */
  @Transactional(readOnly = true)
  public TransactionView transaction(long id) {
    return transactions
        .findById(id)
        .map(TransactionView::of)
        .orElseThrow(() -> new NotFoundException("transaction", id));
  }

  /** Returns the selected transactions after an identifier, in ascending order. */
  @Transactional(readOnly = true)
  public List<TransactionView> transactions(Selection selection, long after, int limit) {
    return transactions
        .findBy(selection.after(after), found -> found.sortBy(Sort.by("id")).limit(limit).all())
        .stream()
        .map(TransactionView::of)
        .toList();
  }

  /**
   * Returns all states of a transaction, oldest first.
   *
   * @throws NotFoundException when there is no such transaction
   */
  @Transactional(readOnly = true)
  public List<HistoryView> history(long id) {
    List<HistoryView> states = history.of(id);
    if (states.isEmpty()) {
      throw new NotFoundException("transaction", id);
    }
    return states;
  }

  private Transaction locked(long id) {
    return transactions.lock(id).orElseThrow(() -> new NotFoundException("transaction", id));
  }

  private void store(
      List<? extends SpecificRecord> events,
      @Nullable Booking before,
      @Nullable Booking after,
      Instant now) {
    if (events.isEmpty()) {
      return;
    }
    List<SpecificRecord> all = new ArrayList<>(events);
    all.addAll(allocation.allocate(changes(before, after)));
    history.append(events, now);
    outbox.append(all);
  }

  private static SortedMap<Long, BigDecimal> changes(
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
}
