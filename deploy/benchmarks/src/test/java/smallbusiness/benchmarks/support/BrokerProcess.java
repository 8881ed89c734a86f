package smallbusiness.benchmarks.support;

import java.time.Duration;
import java.util.List;
import smallbusiness.messaging.testing.Parts;
import smallbusiness.messaging.testing.TestPublisher;

/** A Kafka broker in its own process, with the topics of the catalogue. */
public final class BrokerProcess implements AutoCloseable {

  private static final int PARTITIONS = 3;

  private final ChildJvm process =
      ChildJvm.java("broker", List.of("-Xmx512m"), BrokerProcess.class);
  private final String address;

  public BrokerProcess() throws InterruptedException {
    address = process.answer(Duration.ofMinutes(2));
    TestPublisher.createTopics(address, PARTITIONS);
  }

  /** Runs in the broker's process and prints the address. */
  public static void main(String[] arguments) {
    String address = Parts.get().kafka();
    System.out.println(ChildJvm.ANSWER + address);
    ParentWatch.start();
  }

  public String address() {
    return address;
  }

  @Override
  public void close() throws InterruptedException {
    process.close();
  }
}
