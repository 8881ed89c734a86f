package smallbusiness.messaging.relay.support;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replicas of one relay, each in a process of its own. */
public final class RelayReplicas implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RelayReplicas.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Path folder;
  private final String url;
  private final String owner;
  private final String kafka;
  private final List<ChildProcess> running = new ArrayList<>();
  private int started;

  /**
   * Prepares replicas; {@link #start} starts them.
   *
   * @param owner the role that owns the database; the relay's role is derived from it
   */
  public RelayReplicas(Path folder, String url, String owner, String kafka) {
    this.folder = folder;
    this.url = url;
    this.owner = owner;
    this.kafka = kafka;
  }

  public void start(int number) {
    for (int i = 0; i < number; i++) {
      String name = "relay-" + ++started;
      running.add(
          ChildProcess.java(folder, name, RelayProcess.class, url, owner, owner + "_relay", kafka));
    }
  }

  /** Kills the active replica with SIGKILL. */
  public void killActive() throws InterruptedException {
    ChildProcess active = active();
    active.kill();
    running.remove(active);
  }

  /** Freezes the active replica while an action runs. */
  public void freezeActive(Runnable action) {
    ChildProcess active = active();
    active.freeze();
    running.remove(active);
    try {
      action.run();
    } finally {
      running.add(active);
      active.resume();
    }
  }

  /** Waits until a replica is active. */
  public void awaitActive(Duration timeout) {
    try {
      await().atMost(timeout).until(() -> count("ACTIVE") > 0);
    } catch (ConditionTimeoutException e) {
      running.forEach(child -> LOG.error("No relay is active; output of one:\n{}", child.dump()));
      throw e;
    }
  }

  /** Waits until one replica is active and all others are standbys. */
  public void awaitSettled() {
    await()
        .atMost(TIMEOUT)
        .until(() -> count("ACTIVE") == 1 && count("STANDBY") == running.size() - 1);
  }

  private long count(String role) {
    return running.stream()
        .filter(ChildProcess::isAlive)
        .filter(child -> role(child).filter(role::equals).isPresent())
        .count();
  }

  private ChildProcess active() {
    return running.stream()
        .filter(child -> role(child).filter("ACTIVE"::equals).isPresent())
        .findFirst()
        .orElse(running.getFirst());
  }

  /** The latest role of a process according to its log. */
  private static Optional<String> role(ChildProcess child) {
    return child
        .lines()
        .filter(line -> line.contains("Relay role: "))
        .reduce((first, second) -> second)
        .map(line -> line.replaceFirst(".*Relay role: (\\w+) .*", "$1"));
  }

  @Override
  public void close() {
    running.forEach(ChildProcess::close);
  }
}
