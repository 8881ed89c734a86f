package smallbusiness.query.rebuild;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import smallbusiness.messaging.testing.TestPublisher;
import smallbusiness.query.Trade;

/** A business that goes on until it is closed; its events come as the relays would send them. */
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

  /** A past of so many orders. */
  void has(int count) {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  /** From now on orders come all the time. */
  void opens() {
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

  /** Orders that have gone their whole way. */
  int orders() {
    return orders.get();
  }

  /** One more event from anywhere; only while no orders come. */
  void publish(SpecificRecord event) {
    publisher.publish(event);
  }

  private void next() {
    trade.order().forEach(this::send);
    orders.incrementAndGet();
  }

  /** As a command's outbox would: one moment for all of its events. */
  private void send(List<SpecificRecord> command) {
    Instant now = Instant.now();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    command.forEach(event -> records.add(TestPublisher.record(event, now)));
    publisher.send(records);
  }

  /** No more orders come. */
  void closes() throws InterruptedException {
    open = false;
    thread.join();
  }

  @Override
  public void close() throws InterruptedException {
    closes();
    publisher.close();
  }
}
