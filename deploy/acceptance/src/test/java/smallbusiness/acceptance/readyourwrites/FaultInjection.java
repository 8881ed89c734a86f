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
import smallbusiness.acceptance.support.SystemUnderTest;

/**
 * Kills and freezes query-api and the systems and pauses their relays, one fault after the other,
 * while clients write and read. Waits until a killed process is back.
 */
final class FaultInjection implements AutoCloseable {

  static final String KILL = "kill -9 of ";

  private static final List<String> SYSTEMS = List.of("warehouse", "sales", "accounting");
  private static final String READ_MODEL = "query-api";
  private static final int KINDS = 6;

  private final Random random;
  private final Statistics tally;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final List<Future<?>> faults = new ArrayList<>();

  FaultInjection(Random random, Statistics tally) {
    this.random = random;
    this.tally = tally;
  }

  /** Starts the next fault without waiting for it. */
  synchronized void injectNext() {
    int fault = faults.size() % KINDS;
    String system = SYSTEMS.get(random.nextInt(SYSTEMS.size()));
    long millis = 500L + random.nextInt(2500);
    faults.add(
        executor.submit(
            () -> {
              switch (fault) {
                case 0 -> kill(READ_MODEL);
                case 1 -> freeze(system, millis);
                case 2, 5 -> pause(system, millis);
                case 3 -> kill(system);
                default -> freeze(READ_MODEL, millis);
              }
              return fault;
            }));
  }

  /** Whether a fault is still in effect. */
  synchronized boolean isRunning() {
    return faults.stream().anyMatch(fault -> !fault.isDone());
  }

  /** Fails if a fault could not be injected. */
  void end() throws InterruptedException, ExecutionException {
    for (Future<?> fault : faults) {
      fault.get();
    }
  }

  private void kill(String name) throws Exception {
    long pid = SystemUnderTest.run().pid(name);
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get(1, TimeUnit.MINUTES);
    tally.fault(KILL + name);
    await(name + " is back")
        .atMost(Duration.ofMinutes(3))
        .ignoreException(UncheckedIOException.class)
        .until(
            () ->
                Http.of(name).get("/actuator/health/readiness").status() == 200
                    && SystemUnderTest.run().pid(name) != pid);
  }

  private void freeze(String name, long millis) throws Exception {
    SystemUnderTest.run().freeze(name);
    hold(millis);
    SystemUnderTest.run().unfreeze(name);
    tally.fault("freeze of " + name);
  }

  /** Takes effect within a second. */
  private void pause(String system, long millis) {
    Databases.pauseRelay(system, true);
    hold(1000 + millis);
    Databases.pauseRelay(system, false);
    tally.fault("pause of the relay of " + system);
  }

  /** The duration of the fault: there is nothing to wait for. */
  private static void hold(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Waits for the remaining faults. */
  @Override
  public void close() {
    executor.close();
  }
}
