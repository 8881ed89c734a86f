package smallbusiness.messaging.feed.parked;

import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;
import smallbusiness.messaging.feed.EventHandlers;
import smallbusiness.messaging.feed.EventReader;
import smallbusiness.messaging.feed.FeedObserver;
import smallbusiness.messaging.feed.FeedTransactions;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.messaging.feed.TransientFailures;

/** Retries and skips the parked events of one feed on an operator's behalf. */
public final class ParkedEventResolver {

  private final ParkedEvents parked;
  private final EventReader reader;
  private final EventHandlers handlers;
  private final TransactionOperations transactions;
  private final FeedObserver observer;

  public ParkedEventResolver(
      ParkedEvents parked,
      EventReader reader,
      EventHandlers handlers,
      TransactionOperations transactions,
      FeedObserver observer) {
    this.parked = parked;
    this.reader = reader;
    this.handlers = handlers;
    this.transactions = new FeedTransactions(transactions);
    this.observer = observer;
  }

  /**
   * Applies the parked events of an event's key in order, each with all handlers in a transaction
   * of its own, until none is left or one fails, which stays parked with the new reason.
   *
   * @param by the operator, for the record
   * @return how many events were applied
   */
  public int retry(ParkedEvent event, String by) {
    int applied = 0;
    while (applyFirst(event, by)) {
      applied++;
    }
    return applied;
  }

  private boolean applyFirst(ParkedEvent sibling, String by) {
    try {
      Optional<ReceivedEvent> applied =
          transactions.execute(
              transaction -> {
                parked.lock(sibling);
                return parked.first(sibling).map(first -> apply(first, by));
              });
      applied.ifPresent(event -> observer.applied(List.of(event)));
      return applied.isPresent();
    } catch (RuntimeException e) {
      if (TransientFailures.isTransient(e)) {
        throw e;
      }
      parked.first(sibling).ifPresent(first -> parked.failed(first.id(), e));
      return false;
    }
  }

  private ReceivedEvent apply(ParkedEvents.First first, String by) {
    ReceivedEvent event = reader.read(first.record());
    handlers.apply(List.of(event));
    parked.resolve(first.id(), "APPLIED", by, null);
    return event;
  }

  /**
   * Gives up an event on an operator's decision.
   *
   * @param note why, for the record
   * @return false when it is not the first parked event of its key
   */
  public boolean skip(ParkedEvent event, String by, String note) {
    return transactions.execute(
        transaction -> {
          parked.lock(event);
          boolean first =
              parked.first(event).filter(candidate -> candidate.id() == event.id()).isPresent();
          if (first) {
            parked.resolve(event.id(), "SKIPPED", by, note);
          }
          return first;
        });
  }
}
