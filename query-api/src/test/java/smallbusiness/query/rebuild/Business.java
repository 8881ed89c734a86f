package smallbusiness.query.rebuild;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import smallbusiness.messaging.testing.TestPublisher;
import smallbusiness.query.Trade;

/** Generates business events until it is closed, and sends them as the relays would. */
final class Business implements AutoCloseable {

  static final int ITEMS = 5;

  private final TestPublisher publisher;
  private final Trade trade = new Trade(45, ITEMS);
  private final AtomicInteger orders = new AtomicInteger();
  private volatile boolean open;
  private Thread thread = new Thread(() -> {});

  Business(String broker) {
    this.publisher = new TestPublisher(broker);
    send(trade.opening());
  }

  /** Completes this number of orders. */
  void completeOrders(int count) {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  /** Places orders continuously until {@link #stopOrders}. */
  void startOrders() {
    open = true;
    thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (open) {
                    next();
                  }
                });
  }

  /** Number of completed orders. */
  int orders() {
    return orders.get();
  }

  /** Publishes one event. Must not be called while orders are placed. */
  void publish(SpecificRecord event) {
    publisher.publish(event);
  }

  private void next() {
    trade.order().forEach(this::send);
    orders.incrementAndGet();
  }

  /** Sends the events of one command with the same time, as an outbox does. */
  private void send(List<SpecificRecord> command) {
    Instant now = Instant.now();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    command.forEach(event -> records.add(TestPublisher.record(event, now)));
    publisher.send(records);
  }

  /** Stops placing orders. */
  void stopOrders() throws InterruptedException {
    open = false;
    thread.join();
  }

  @Override
  public void close() throws InterruptedException {
    stopOrders();
    publisher.close();
  }
}
