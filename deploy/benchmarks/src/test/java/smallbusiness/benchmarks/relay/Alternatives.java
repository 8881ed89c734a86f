package smallbusiness.benchmarks.relay;

import java.nio.file.Files;
import java.nio.file.Path;

/** Starts the alternatives; closing the result stops them. */
record Alternatives(DatabaseServer server, String bootstrap, Path folder) {

  AutoCloseable start(Alternative alternative) throws Exception {
    String slot = server.slot(alternative);
    return switch (alternative) {
      case FLOOR ->
          new BareReplicationLoop(
              server.url(), server.relayRole(), slot, bootstrap, alternative.topic());
      case ENGINE ->
          new AtLeastOnceEngine(
              server.url(), server.relayRole(), slot, bootstrap, alternative.topic());
      case CONNECT ->
          new ConnectWorker(
              server.url(), server.relayRole(), slot, bootstrap, alternative.topic(), newOffsets());
    };
  }

  /**
   * A worker's offsets are invalid once its slot was recreated, so each worker has its own file.
   */
  private Path newOffsets() throws Exception {
    return Files.createTempDirectory(folder, "connect").resolve("offsets");
  }
}
