package smallbusiness.benchmarks.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A keep-alive connection that sends one request at a time. */
public final class KeepAliveConnection implements AutoCloseable {

  private final int port;
  private final ByteBuffer in = ByteBuffer.allocate(1 << 20);
  private Socket socket;

  public KeepAliveConnection(int port) throws IOException {
    this.port = port;
    this.socket = connect(port);
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /**
   * Sends a request, waits for the whole response and returns its status.
   *
   * @param headers header lines, each with its line end
   */
  public int get(String path, String headers) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    in.clear();
    @Nullable ResponseHead head = null;
    while (head == null || !head.isWhole(in)) {
      int count = socket.getInputStream().read(in.array(), in.position(), in.remaining());
      if (count < 0) {
        throw new EOFException("The server closed the connection");
      }
      in.position(in.position() + count);
      head = head == null ? ResponseHead.parse(in) : head;
    }
    if (head.last()) {
      socket.close();
      socket = connect(port);
    }
    return head.status();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
