package smallbusiness.acceptance.readyourwrites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import smallbusiness.acceptance.support.Databases;
import smallbusiness.acceptance.support.Http;
import smallbusiness.acceptance.support.TheSystem;

/**
 * What happens to query-api, to the systems and to the relays inside them while others write and
 * read: kills, pauses, and processes that stand still for a while. One blow after the other; a
 * process that was killed is waited for.
 */
final class TokenStorm implements AutoCloseable {

  static final String KILL = "kill -9 of ";

  private static final List<String> SYSTEMS = List.of("warehouse", "sales", "accounting");
  private static final String READ_MODEL = "query-api";
  private static final int KINDS = 6;

  private final Random random;
  private final TokenTally tally;
  private final ExecutorService one = Executors.newSingleThreadExecutor();
  private final List<Future<?>> blows = new ArrayList<>();

  TokenStorm(Random random, TokenTally tally) {
    this.random = random;
    this.tally = tally;
  }

  /** Has the next blow fall, without waiting for it. */
  synchronized void strike() {
    int blow = blows.size() % KINDS;
    String system = SYSTEMS.get(random.nextInt(SYSTEMS.size()));
    long millis = 500L + random.nextInt(2500);
    blows.add(
        one.submit(
            () -> {
              switch (blow) {
                case 0 -> kill(READ_MODEL);
                case 1 -> freeze(system, millis);
                case 2, 5 -> pause(system, millis);
                case 3 -> kill(system);
                default -> freeze(READ_MODEL, millis);
              }
              return blow;
            }));
  }

  /** Whether a blow is yet to fall. */
  synchronized boolean isUnderWay() {
    return blows.stream().anyMatch(blow -> !blow.isDone());
  }

  /** Fails where a blow did not fall as it should. */
  void end() throws InterruptedException, ExecutionException {
    for (Future<?> blow : blows) {
      blow.get();
    }
  }

  private void kill(String name) throws Exception {
    long pid = TheSystem.run().pid(name);
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get(1, TimeUnit.MINUTES);
    tally.blow(KILL + name);
    await(name + " is back")
        .atMost(Duration.ofMinutes(3))
        .ignoreException(UncheckedIOException.class)
        .until(
            () ->
                Http.of(name).get("/actuator/health/readiness").status() == 200
                    && TheSystem.run().pid(name) != pid);
  }

  private void freeze(String name, long millis) throws Exception {
    TheSystem.run().freeze(name);
    stand(millis);
    TheSystem.run().thaw(name);
    tally.blow("freeze of " + name);
  }

  /** Takes effect within a second. */
  private void pause(String system, long millis) {
    Databases.pauseRelay(system, true);
    stand(1000 + millis);
    Databases.pauseRelay(system, false);
    tally.blow("pause of the relay of " + system);
  }

  /** For how long is the blow itself: nothing is waited for. */
  private static void stand(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Waits for the blows that are still to fall. */
  @Override
  public void close() {
    one.close();
  }
}
