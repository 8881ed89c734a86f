package smallbusiness.local.setup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ports of the system, all on the loopback address, with their default numbers. */
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

  private final int defaultNumber;

  Port(int defaultNumber) {
    this.defaultNumber = defaultNumber;
  }

  int defaultNumber() {
    return defaultNumber;
  }

  /** The name of the port on the command line: {@code query-api}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The environment variable that sets the port: {@code SMALL_BUSINESS_QUERY_API_PORT}. */
  String variable() {
    return "SMALL_BUSINESS_" + name() + "_PORT";
  }

  /** Finds a port by its label. */
  static Optional<Port> withLabel(String label) {
    return Arrays.stream(values()).filter(port -> port.label().equals(label)).findFirst();
  }

  /** Whether a program already listens on the port. */
  public static boolean isTaken(int number) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    // On macOS, binding succeeds although another program listens on all addresses.
    try (Socket client = new Socket()) {
      client.connect(new InetSocketAddress(loopback, number), CONNECT_MILLIS);
      return true;
    } catch (IOException notConnected) {
      try (ServerSocket server = new ServerSocket(number, 1, loopback)) {
        return !server.isBound();
      } catch (IOException taken) {
        return true;
      }
    }
  }
}
