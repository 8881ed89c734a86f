package smallbusiness.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The ports on which the system listens, all on the loopback address, and what they are without a
 * choice.
 */
public enum Port {
  SALES(8001),
  WAREHOUSE(8002),
  ACCOUNTING(8003),
  QUERY_API(8080),
  KAFKA(9092),
  KAFKA_CONTROLLER(9093),
  REGISTRY(8081),
  REGISTRY_MANAGEMENT(8082),
  POSTGRES(5433);

  private static final int CONNECT_MILLIS = 300;

  private final int standard;

  Port(int standard) {
    this.standard = standard;
  }

  /** The port that is used when none is chosen. */
  public int standard() {
    return standard;
  }

  /** How the port is called on the command line: {@code query-api}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The environment variable that chooses the port: {@code SMALL_BUSINESS_QUERY_API_PORT}. */
  public String variable() {
    return "SMALL_BUSINESS_" + name() + "_PORT";
  }

  /** The port of the given label, or empty when there is none. */
  public static Optional<Port> labelled(String label) {
    return Arrays.stream(values()).filter(port -> port.label().equals(label)).findFirst();
  }

  /** Whether some program listens on the number already. */
  static boolean isTaken(int number) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    // Binding alone does not tell on macOS when the other program listens on all addresses.
    try (Socket client = new Socket()) {
      client.connect(new InetSocketAddress(loopback, number), CONNECT_MILLIS);
      return true;
    } catch (IOException nobodyAnswers) {
      try (ServerSocket server = new ServerSocket(number, 1, loopback)) {
        return !server.isBound();
      } catch (IOException taken) {
        return true;
      }
    }
  }
}
