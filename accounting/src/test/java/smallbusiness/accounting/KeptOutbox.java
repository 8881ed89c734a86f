package smallbusiness.accounting;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import smallbusiness.messaging.outbox.Outbox;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.Topic;

/** Keeps the events of committed transactions. */
public class KeptOutbox implements Outbox {

  private final List<SpecificRecord> events = new ArrayList<>();

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(List<? extends SpecificRecord> appended) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            keep(appended);
          }
        });
  }

  private synchronized void keep(List<? extends SpecificRecord> committed) {
    events.addAll(committed);
  }

  /** The events of an aggregate, in the order of their commits. */
  public synchronized List<SpecificRecord> of(Topic topic, long id) {
    return events.stream()
        .filter(event -> EventType.of(event).topic() == topic)
        .filter(event -> EventType.of(event).keyOf(event).equals(Long.toString(id)))
        .toList();
  }
}
