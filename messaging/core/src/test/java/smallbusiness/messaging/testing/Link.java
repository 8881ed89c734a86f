package smallbusiness.messaging.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP proxy that a test can cut and restore. Cutting closes open connections; until it is
 * restored, new ones are closed immediately.
 */
public final class Link implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private final String host;
  private volatile int port;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /** Forwards a free port of the loopback interface to the given address. */
  public Link(String host, int port) {
    this.host = host;
    this.port = port;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("link-" + port).start(this::accept);
  }

  /** The port to connect to instead. */
  public int port() {
    return server.getLocalPort();
  }

  /** Ends all connections and refuses new ones. */
  public void cut() {
    cut = true;
    open.forEach(Link::close);
  }

  /** Ends all connections and forwards new ones to another port. */
  public void leadTo(int next) {
    open.forEach(Link::close);
    port = next;
  }

  /** Lets connections through again. */
  public void mend() {
    cut = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        join(server.accept());
      } catch (IOException e) {
        LOG.debug("Cannot connect to port {}, closing the caller's connection", port, e);
      }
    }
  }

  @SuppressWarnings("resource") // closed by the copying threads, or when cut
  private void join(Socket caller) throws IOException {
    open.add(caller);
    if (cut) {
      close(caller);
      return;
    }
    Socket callee;
    try {
      callee = new Socket(host, port);
    } catch (IOException e) {
      close(caller);
      throw e;
    }
    open.add(callee);
    Thread.ofVirtual().start(() -> copy(caller, callee));
    Thread.ofVirtual().start(() -> copy(callee, caller));
  }

  private void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      LOG.debug("One side of the link to port {} closed, closing the other", port, e);
    } finally {
      close(from);
      close(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cut();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
