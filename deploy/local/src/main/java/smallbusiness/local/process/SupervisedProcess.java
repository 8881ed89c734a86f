package smallbusiness.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import smallbusiness.local.terminal.Console;
import smallbusiness.local.terminal.StartupException;

/** Keeps one process running: restarts it with growing pauses when it ends, until it is stopped. */
public final class SupervisedProcess {

  private static final Duration START_LIMIT = Duration.ofMinutes(10);

  /** A process that ran this long was healthy: the back-off starts again. */
  private static final Duration HEALTHY = Duration.ofMinutes(1);

  private static final int ATTEMPTS_BEFORE_FIRST_READY = 3;
  private static final long MAX_LOG_SIZE = 20L << 20;

  private final ProcessSpec spec;
  private final PidFile pidFile;
  private final Console console;
  private final ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final Object launching = new Object();
  private @Nullable Process process;
  private @Nullable Thread watcher;

  /** Creates a supervisor that keeps its pid file in {@code runFolder}; nothing runs yet. */
  public SupervisedProcess(ProcessSpec spec, Path runFolder, Console console) {
    this.spec = spec;
    this.pidFile = new PidFile(runFolder, spec.name());
    this.console = console;
  }

  String name() {
    return spec.name();
  }

  /** Starts the process and supervises it from now on. */
  public void start() {
    watcher = Thread.ofPlatform().name(spec.name()).daemon().start(this::supervise);
  }

  /** Completes when the process is ready for the first time; fails when it cannot start. */
  public CompletableFuture<Void> firstReady() {
    return firstReady;
  }

  /** Stops the process and returns when it has ended. */
  public void stop() {
    Process running;
    synchronized (launching) {
      stopRequested.countDown();
      running = process;
    }
    firstReady.completeExceptionally(new StartupException("Stopped while starting."));
    try {
      if (running != null && running.isAlive()) {
        // A JVM that writes its class archive has a helper process, which would outlive it.
        List<ProcessHandle> helpers = running.descendants().toList();
        if (!Termination.stop(running.toHandle(), spec.stopSignal(), spec.grace())) {
          console.log(
              name() + " did not stop within " + Console.seconds(spec.grace()) + ": killed");
        }
        helpers.forEach(ProcessHandle::destroyForcibly);
      }
      pidFile.clear();
      if (watcher != null) {
        watcher.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      console.log("Cannot remove the pid file of " + name() + ": " + e.getMessage());
    }
  }

  private void supervise() {
    BackOffExecution pauses = backOff.start();
    int failedStarts = 0;
    try {
      for (Process current = launch(); current != null; current = launch()) {
        Instant started = Instant.now();
        failedStarts = awaitReady(current, started) ? 0 : failedStarts + 1;
        String end = describe(current.waitFor());
        if (isStopping()) {
          return;
        }
        if (!firstReady.isDone() && failedStarts >= ATTEMPTS_BEFORE_FIRST_READY) {
          firstReady.completeExceptionally(
              new StartupException(name() + " " + end + " while starting; see " + spec.log()));
          return;
        }
        if (hasPassed(HEALTHY, started)) {
          pauses = backOff.start();
        }
        Duration pause = Duration.ofMillis(pauses.nextBackOff());
        console.log(name() + " " + end + "; restarting in " + Console.seconds(pause));
        if (stopRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      String message = "Cannot start " + name() + ": " + e.getMessage();
      if (!firstReady.completeExceptionally(new StartupException(message, e))) {
        console.log(message);
      }
    }
  }

  /** Returns null when the process is to stop. */
  private @Nullable Process launch() throws IOException {
    synchronized (launching) {
      if (isStopping()) {
        return null;
      }
      Path log = spec.log();
      if (Files.exists(log) && Files.size(log) > MAX_LOG_SIZE) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder =
          new ProcessBuilder(DetachedCommand.of(spec.command()))
              // A JVM writes crash reports to its working directory: keep them with the log.
              .directory(Objects.requireNonNull(log.toAbsolutePath().getParent()).toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(spec.environment());
      Process started = builder.start();
      process = started;
      pidFile.write(started.toHandle());
      return started;
    }
  }

  /** Returns whether the process became ready before it ended. */
  private boolean awaitReady(Process current, Instant started) throws InterruptedException {
    while (current.isAlive() && !isStopping()) {
      if (spec.probe().isReady()) {
        if (!firstReady.complete(null)) {
          console.log(name() + " is back after " + Console.since(started));
        }
        return true;
      }
      if (hasPassed(START_LIMIT, started)) {
        console.log(
            name() + " is not ready after " + Console.seconds(START_LIMIT) + "; stopping it");
        Termination.stop(current.toHandle(), spec.stopSignal(), spec.grace());
        return false;
      }
      current.waitFor(100, TimeUnit.MILLISECONDS);
    }
    return false;
  }

  private boolean isStopping() {
    return stopRequested.getCount() == 0;
  }

  private static boolean hasPassed(Duration time, Instant since) {
    return Duration.between(since, Instant.now()).compareTo(time) > 0;
  }

  private static String describe(int exitCode) {
    return exitCode > 128
        ? "was killed by signal " + (exitCode - 128)
        : "ended with exit code " + exitCode;
  }
}
