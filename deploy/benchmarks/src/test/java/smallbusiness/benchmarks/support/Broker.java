package smallbusiness.benchmarks.support;

import java.time.Duration;
import java.util.List;
import smallbusiness.messaging.testing.Parts;
import smallbusiness.messaging.testing.TestPublisher;

/** The broker of the set-up, in a process of its own, with the topics of the catalogue. */
public final class Broker implements AutoCloseable {

  private static final int PARTITIONS = 3;

  private final Child process = Child.java("broker", List.of("-Xmx512m"), Broker.class);
  private final String address;

  public Broker() throws InterruptedException {
    address = process.answer(Duration.ofMinutes(2));
    TestPublisher.createTopics(address, PARTITIONS);
  }

  /** The broker's process: answers with its address. */
  public static void main(String[] arguments) {
    String address = Parts.get().kafka();
    System.out.println(Child.ANSWER + address);
    Leash.hold();
  }

  public String address() {
    return address;
  }

  @Override
  public void close() throws InterruptedException {
    process.close();
  }
}
