package smallbusiness.benchmarks.relay;

import java.nio.file.Files;
import java.nio.file.Path;

/** Starts what the relay is measured beside; closing it ends it. */
record Peers(Server server, String bootstrap, Path folder) {

  AutoCloseable start(Peer peer) throws Exception {
    String slot = server.slot(peer);
    return switch (peer) {
      case FLOOR -> new BareLoop(server.url(), server.relayRole(), slot, bootstrap, peer.topic());
      case ENGINE ->
          new AtLeastOnce(server.url(), server.relayRole(), slot, bootstrap, peer.topic());
      case CONNECT ->
          new ConnectWorker(
              server.url(), server.relayRole(), slot, bootstrap, peer.topic(), newOffsets());
    };
  }

  /**
   * A worker's offsets are worth nothing once its slot was made anew: each has a file of its own.
   */
  private Path newOffsets() throws Exception {
    return Files.createTempDirectory(folder, "connect").resolve("offsets");
  }
}
