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
 * A payment or refund for an order. It can be put right and be declared void, and every state that
 * it was in stays in the books. {@link #version()} counts its events.
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

  /** Records a booking; {@link #recorded()} tells of it once it is saved. */
  Transaction(Booking booking) {
    this.version = 1;
    book(booking);
  }

  /** The first event of a transaction that has just been saved. */
  TransactionRecorded recorded() {
    return new TransactionRecorded(id(), version, state());
  }

  /**
   * Puts the booking right.
   *
   * @return what happened: reassigned to another order, corrected in sum or date, both in this
   *     order, or nothing when the booking is as it was
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

  /**
   * Declares the transaction void: it counts no more.
   *
   * @return what happened: nothing when it was void already
   */
  List<SpecificRecord> declareVoid() {
    if (voided) {
      return List.of();
    }
    voided = true;
    return List.of(new TransactionVoided(id(), ++version, state()));
  }

  /** The identifier, given when the transaction was saved first; never used again. */
  public long id() {
    return Objects.requireNonNull(id, "not saved yet");
  }

  /** Number of events so far. */
  public long version() {
    return version;
  }

  /** True once it counts no more. */
  public boolean voided() {
    return voided;
  }

  /** What it says now. */
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
