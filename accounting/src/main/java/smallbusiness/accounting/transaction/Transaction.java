package smallbusiness.accounting.transaction;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.accounting.TransactionCorrected;
import smallbusiness.events.accounting.TransactionReassigned;
import smallbusiness.events.accounting.TransactionRecorded;
import smallbusiness.events.accounting.TransactionState;
import smallbusiness.events.accounting.TransactionVoided;

/**
 * A payment or refund for an order. It can be corrected and voided; every state is kept in the
 * history. {@link #version()} counts its events.
 */
@Entity
public class Transaction {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "transaction_id")
  @SequenceGenerator(name = "transaction_id", sequenceName = "transaction_id", allocationSize = 1)
  private @Nullable Long id;

  private long version;
  private long orderId;
  private BigDecimal orderSum;
  private Instant date;
  private boolean voided;

  /** For JPA. */
  protected Transaction() {}

  /** A new transaction. Publish {@link #recorded()} once it is saved. */
  Transaction(Booking booking) {
    this.version = 1;
    book(booking);
  }

  /** The transaction's first event. The transaction must have been saved. */
  TransactionRecorded recorded() {
    return new TransactionRecorded(id(), version, state());
  }

  /**
   * Changes the booking.
   *
   * @return a reassignment to another order, then a correction of sum or date; empty when nothing
   *     changes
   * @throws VoidedTransactionException when the transaction is void
   */
  List<SpecificRecord> change(Booking target) {
    if (voided) {
      throw new VoidedTransactionException(id());
    }
    List<SpecificRecord> events = new ArrayList<>(2);
    if (target.orderId() != orderId) {
      long previous = orderId;
      orderId = target.orderId();
      events.add(new TransactionReassigned(id(), ++version, previous, state()));
    }
    if (!target.equals(booking())) {
      BigDecimal previous = orderSum;
      book(target);
      events.add(new TransactionCorrected(id(), ++version, previous, state()));
    }
    return events;
  }

  /** Voids the transaction. Returns no event when it is void already. */
  List<SpecificRecord> declareVoid() {
    if (voided) {
      return List.of();
    }
    voided = true;
    return List.of(new TransactionVoided(id(), ++version, state()));
  }

  /** The identifier, assigned when the transaction is first saved; never reused. */
  public long id() {
    return Objects.requireNonNull(id, "not saved yet");
  }

  /** The number of events so far. */
  public long version() {
    return version;
  }

  /** Whether the transaction no longer counts. */
  public boolean voided() {
    return voided;
  }

  public Booking booking() {
    return new Booking(orderId, orderSum, date);
  }

  private void book(Booking booking) {
    orderId = booking.orderId();
    orderSum = booking.orderSum();
    date = booking.date();
  }

  private TransactionState state() {
    return new TransactionState(orderId, orderSum, date, voided);
  }
}
