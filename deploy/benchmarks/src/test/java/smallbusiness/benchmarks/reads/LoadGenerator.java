package smallbusiness.benchmarks.reads;

import java.time.Duration;
import java.util.List;
import smallbusiness.benchmarks.support.ChildJvm;

/** Controls the load generator process. */
final class LoadGenerator implements AutoCloseable {

  private static final int CONNECTIONS = 16;

  /**
   * The measured performance of a server.
   *
   * @param rate requests per second
   * @param p50 microseconds
   * @param p99 microseconds
   */
  record Result(double rate, int p50, int p99) {}

  private final ChildJvm generator =
      ChildJvm.java("generator", List.of("-Xmx256m"), LoadGeneratorProcess.class);
  private final int port;

  LoadGenerator(int port) {
    this.port = port;
  }

  /** Requests a path; each {@code {id}} is replaced with a random number in the range. */
  Result ask(String path, long from, long to, Duration time) throws InterruptedException {
    generator.say(
        "%d %d %d %d %d %s".formatted(port, CONNECTIONS, time.toMillis(), from, to, path));
    String[] answer = generator.answer(time.plusSeconds(60)).split(" ", -1);
    return new Result(
        Double.parseDouble(answer[0]), Integer.parseInt(answer[1]), Integer.parseInt(answer[2]));
  }

  @Override
  public void close() throws InterruptedException {
    generator.close();
  }
}
