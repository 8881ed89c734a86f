package smallbusiness.messaging.outbox;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Stores a command's events in the transaction that changes the state. */
public interface Outbox {

  /**
   * Appends events in the given order, in one round trip.
   *
   * @param events events that this system owns; an empty list does nothing
   * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
   * @throws smallbusiness.schemas.UnknownSchemaException if an event's schema is not registered
   *     yet; the caller's transaction must roll back
   */
  void append(List<? extends SpecificRecord> events);

  /** Appends one event; see {@link #append(List)}. */
  default void append(SpecificRecord event) {
    append(List.of(event));
  }
}
