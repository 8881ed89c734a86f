package smallbusiness.benchmarks.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A kept connection to a server, for one request after the other. */
public final class Kept implements AutoCloseable {

  private final int port;
  private final ByteBuffer in = ByteBuffer.allocate(1 << 20);
  private Socket socket;

  public Kept(int port) throws IOException {
    this.port = port;
    this.socket = connect(port);
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /**
   * Returns the status when the whole answer is there.
   *
   * @param headers each with its line end
   */
  public int get(String path, String headers) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    in.clear();
    @Nullable Answer answer = null;
    while (answer == null || !answer.isWhole(in)) {
      int count = socket.getInputStream().read(in.array(), in.position(), in.remaining());
      if (count < 0) {
        throw new EOFException("The server has closed the connection");
      }
      in.position(in.position() + count);
      answer = answer == null ? Answer.begun(in) : answer;
    }
    if (answer.last()) {
      socket.close();
      socket = connect(port);
    }
    return answer.status();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
