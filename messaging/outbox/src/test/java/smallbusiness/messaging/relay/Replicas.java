package smallbusiness.messaging.relay;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replicas of one service's relay, each in a process of its own. */
final class Replicas implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final String url;
  private final String owner;
  private final String kafka;
  private final List<Child> alive = new ArrayList<>();
  private int started;

  /**
   * @param owner the role that owns the database; the relay's is called after it
   */
  Replicas(Path folder, String url, String owner, String kafka) {
    this.folder = folder;
    this.url = url;
    this.owner = owner;
    this.kafka = kafka;
  }

  void start(int number) {
    for (int i = 0; i < number; i++) {
      String name = "relay-" + ++started;
      alive.add(Child.java(folder, name, RelayProcess.class, url, owner, owner + "_relay", kafka));
    }
  }

  /** SIGKILL to the one that relays. */
  void killActive() throws InterruptedException {
    Child active = active();
    active.kill();
    alive.remove(active);
  }

  /** SIGSTOP to the one that relays, and SIGCONT when something has happened meanwhile. */
  void freezeActive(Runnable meanwhile) {
    Child active = active();
    active.freeze();
    alive.remove(active);
    try {
      meanwhile.run();
    } finally {
      alive.add(active);
      active.thaw();
    }
  }

  /** Waits until one says that it relays. */
  void awaitActive(Duration patience) {
    try {
      await().atMost(patience).until(() -> count("ACTIVE") > 0);
    } catch (ConditionTimeoutException e) {
      alive.forEach(child -> LOG.error("No relay is active; one says:\n{}", child.dump()));
      throw e;
    }
  }

  /** Waits until one relays and all others stand by. */
  void awaitSettled() {
    await()
        .atMost(PATIENCE)
        .until(() -> count("ACTIVE") == 1 && count("STANDBY") == alive.size() - 1);
  }

  private long count(String role) {
    return alive.stream()
        .filter(Child::isAlive)
        .filter(child -> role(child).filter(role::equals).isPresent())
        .count();
  }

  private Child active() {
    return alive.stream()
        .filter(child -> role(child).filter("ACTIVE"::equals).isPresent())
        .findFirst()
        .orElse(alive.getFirst());
  }

  /** The role that a process took last, by its log. */
  private static Optional<String> role(Child child) {
    return child
        .lines()
        .filter(line -> line.contains("Relay: ") && line.contains("(was "))
        .reduce((first, second) -> second)
        .map(line -> line.replaceFirst(".*Relay: (\\w+) \\(was .*", "$1"));
  }

  @Override
  public void close() {
    alive.forEach(Child::close);
  }
}
