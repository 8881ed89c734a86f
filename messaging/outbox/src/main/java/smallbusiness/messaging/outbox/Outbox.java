package smallbusiness.messaging.outbox;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Where a command leaves its events: they commit with the state they tell of, or not at all. */
public interface Outbox {

  /**
   * Appends events in their order, in one round trip.
   *
   * @param events events of the catalogue that this system owns; an empty list does nothing
   * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
   * @throws smallbusiness.schemas.UnknownSchemaException when an event's schema is not registered
   *     yet; the caller's transaction must roll back
   */
  void append(List<? extends SpecificRecord> events);

  /** Appends one event; see {@link #append(List)}. */
  default void append(SpecificRecord event) {
    append(List.of(event));
  }
}
