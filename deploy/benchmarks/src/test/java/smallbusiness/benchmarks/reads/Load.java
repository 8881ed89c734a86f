package smallbusiness.benchmarks.reads;

import java.time.Duration;
import java.util.List;
import smallbusiness.benchmarks.support.Child;

/** The load generator, as the one who measures sees it. */
final class Load implements AutoCloseable {

  private static final int CONNECTIONS = 16;

  /**
   * What a server did.
   *
   * @param rate requests per second
   * @param p50 microseconds
   * @param p99 microseconds
   */
  record Result(double rate, int p50, int p99) {}

  private final Child generator = Child.java("generator", List.of("-Xmx256m"), Generator.class);
  private final int port;

  Load(int port) {
    this.port = port;
  }

  /** Asks for a path, with a random number between two for each {@code {id}} in it. */
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
