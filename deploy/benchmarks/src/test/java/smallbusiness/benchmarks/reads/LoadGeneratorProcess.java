package smallbusiness.benchmarks.reads;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import smallbusiness.benchmarks.support.ChildJvm;
import smallbusiness.benchmarks.support.ResponseHead;

/**
 * Sends requests over a fixed number of keep-alive connections, one request at a time on each, from
 * a single thread so that it needs little CPU. Runs in its own process; each input line is a task,
 * each output line its result.
 */
final class LoadGeneratorProcess {

  private static final int LONGEST_MICROS = 2_000_000;

  private final int[] micros = new int[LONGEST_MICROS + 1];
  private final SplittableRandom random = new SplittableRandom(42);
  private long responses;

  /** Reads lines of "port connections millis from to path"; {@code path} may contain {id}. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String task = tasks.readLine(); task != null; task = tasks.readLine()) {
      System.out.println(ChildJvm.ANSWER + new LoadGeneratorProcess().run(task.split(" ", -1)));
    }
  }

  private String run(String[] task) throws IOException {
    InetSocketAddress server =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(task[0]));
    int connections = Integer.parseInt(task[1]);
    long nanos = Long.parseLong(task[2]) * 1_000_000;
    long from = Long.parseLong(task[3]);
    long to = Long.parseLong(task[4]);
    List<Exchange> exchanges = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        exchanges.add(new Exchange(server, selector, task[5], from, to));
      }
      long start = System.nanoTime();
      for (Exchange exchange : exchanges) {
        exchange.send();
      }
      while (System.nanoTime() - start < nanos) {
        selector.select(key -> ((Exchange) key.attachment()).receive(), 100);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return "%.1f %d %d".formatted(responses / seconds, percentile(0.50), percentile(0.99));
    } finally {
      for (Exchange exchange : exchanges) {
        exchange.channel.close();
      }
    }
  }

  private int percentile(double share) {
    long wanted = (long) Math.ceil(share * responses);
    int value = 0;
    for (long seen = micros[0]; seen < wanted; seen += micros[value]) {
      value++;
    }
    return value;
  }

  /** A connection and its current request. */
  private final class Exchange {

    private final InetSocketAddress server;
    private final Selector selector;
    private final String path;
    private final long from;
    private final long to;
    private final ByteBuffer in = ByteBuffer.allocate(1 << 20);
    private SocketChannel channel;
    private long sentAt;
    private @Nullable ResponseHead head;

    Exchange(InetSocketAddress server, Selector selector, String path, long from, long to)
        throws IOException {
      this.server = server;
      this.selector = selector;
      this.path = path;
      this.from = from;
      this.to = to;
      this.channel = connect();
    }

    private SocketChannel connect() throws IOException {
      SocketChannel opened = SocketChannel.open(server);
      opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
      opened.configureBlocking(false);
      opened.register(selector, SelectionKey.OP_READ, this);
      return opened;
    }

    void send() throws IOException {
      String id = Long.toString(random.nextLong(from, to + 1));
      String request = "GET " + path.replace("{id}", id) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      in.clear();
      head = null;
      sentAt = System.nanoTime();
      ByteBuffer out = ByteBuffer.wrap(request.getBytes(US_ASCII));
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }

    void receive() {
      try {
        if (channel.read(in) < 0) {
          throw new EOFException("The server closed the connection");
        }
        ResponseHead current = head == null ? ResponseHead.parse(in) : head;
        head = current;
        if (current != null && current.isWhole(in)) {
          if (current.status() != ResponseHead.OK) {
            throw new IllegalStateException(path + " returned " + current.status());
          }
          count();
          if (current.last()) {
            channel.close();
            channel = connect();
          }
          send();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void count() {
      long elapsed = (System.nanoTime() - sentAt) / 1_000;
      micros[(int) Math.min(LONGEST_MICROS, elapsed)]++;
      responses++;
    }
  }
}
