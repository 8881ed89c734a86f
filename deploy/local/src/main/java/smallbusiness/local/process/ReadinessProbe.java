package smallbusiness.local.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Checks whether a process can do its work. */
@FunctionalInterface
public interface ReadinessProbe {

  /** Checks once. A refused connection means not ready. */
  boolean isReady() throws InterruptedException;

  /** Ready when the address returns 200. */
  static ReadinessProbe http(URI address) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    return () -> {
      try {
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException notYet) {
        return false;
      }
    };
  }

  /** Ready when a Kafka broker answers ApiVersions, the first request of every client. */
  static ReadinessProbe kafka(int port) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        socket.setSoTimeout(2000);
        DataOutputStream request = new DataOutputStream(socket.getOutputStream());
        request.writeInt(10);
        request.writeShort(18); // ApiVersions
        request.writeShort(0); // version
        request.writeInt(1); // correlation id
        request.writeShort(-1); // no client id
        request.flush();
        DataInputStream response = new DataInputStream(socket.getInputStream());
        return response.readInt() > 0 && response.readInt() == 1 && response.readShort() == 0;
      } catch (IOException notYet) {
        return false;
      }
    };
  }
}
