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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import smallbusiness.local.Console;
import smallbusiness.local.StartupProblem;

/**
 * Keeps one process running: starts it, tells when it is ready, starts it again with growing pauses
 * when it dies, and ends it when told.
 */
public final class Supervised {

  private static final Duration START_LIMIT = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A process that ran this long counts as healthy: its next death is again a first one. */
  private static final Duration HEALTHY = Duration.ofMinutes(1);

  private static final int TRIES_BEFORE_FIRST_READY = 3;
  private static final long LARGEST_LOG = 20L << 20;

  private final Program program;
  private final PidFile pidFile;
  private final Console console;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final Object monitor = new Object();
  private boolean stopping;
  private @Nullable Process process;
  private @Nullable Thread watcher;

  /**
   * @param program what to run
   * @param runFolder where its pid file is kept
   * @param console who is told about deaths and restarts
   */
  public Supervised(Program program, Path runFolder, Console console) {
    this.program = program;
    this.pidFile = new PidFile(runFolder, program.name());
    this.console = console;
  }

  /** Starts the process, and watches it from now on. */
  public void start() {
    watcher = Thread.ofPlatform().name(program.name()).daemon().start(this::watch);
  }

  /** What is run. */
  public Program program() {
    return program;
  }

  /** Completed once the process was ready for the first time; fails when it cannot be started. */
  public CompletableFuture<Void> firstReady() {
    return firstReady;
  }

  /** Ends the process for good; returns once it is gone. */
  public void stop() {
    Process running;
    synchronized (monitor) {
      stopping = true;
      running = process;
      monitor.notifyAll();
    }
    firstReady.completeExceptionally(new StartupProblem("Stopped while starting."));
    try {
      if (running != null && running.isAlive()) {
        // A JVM that writes down its classes has a helper, which would outlive it.
        List<ProcessHandle> helpers = running.descendants().toList();
        boolean inOrder = Ending.end(running.toHandle(), program.stopSignal(), program.grace());
        if (!inOrder) {
          console.report(
              program.name()
                  + " did not end within "
                  + Console.seconds(program.grace())
                  + ": killed");
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
      console.report("Cannot remove the pid file of " + program.name() + ": " + e.getMessage());
    }
  }

  private void watch() {
    Duration pause = FIRST_PAUSE;
    int failedStarts = 0;
    try {
      while (true) {
        Instant started = Instant.now();
        Process current = launch();
        if (current == null) {
          return;
        }
        boolean wasReady = awaitReady(current, started, firstReady.isDone());
        int exit = current.waitFor();
        if (isStopping()) {
          return;
        }
        failedStarts = wasReady ? 0 : failedStarts + 1;
        if (!firstReady.isDone() && failedStarts >= TRIES_BEFORE_FIRST_READY) {
          firstReady.completeExceptionally(
              new StartupProblem(
                  program.name() + " " + fate(exit) + " while starting; see " + program.log()));
          return;
        }
        if (Duration.between(started, Instant.now()).compareTo(HEALTHY) > 0) {
          pause = FIRST_PAUSE;
        }
        console.report(
            program.name() + " " + fate(exit) + "; starting it again in " + Console.seconds(pause));
        if (sleepOrStop(pause)) {
          return;
        }
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      String problem = "Cannot start " + program.name() + ": " + e.getMessage();
      if (!firstReady.completeExceptionally(new StartupProblem(problem, e))) {
        console.report(problem);
      }
    }
  }

  /** Returns null when it is to be stopped. */
  private @Nullable Process launch() throws IOException {
    synchronized (monitor) {
      if (stopping) {
        return null;
      }
      Path log = program.log();
      if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder =
          new ProcessBuilder(Detached.command(program.command()))
              // What a JVM writes where it stands, such as a crash report, belongs beside its log.
              .directory(Objects.requireNonNull(log.toAbsolutePath().getParent()).toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(program.environment());
      Process started = builder.start();
      process = started;
      pidFile.write(started.toHandle());
      return started;
    }
  }

  /** Returns whether the process became ready before it ended. */
  private boolean awaitReady(Process current, Instant started, boolean again)
      throws InterruptedException {
    while (current.isAlive() && !isStopping()) {
      if (program.probe().isReady()) {
        firstReady.complete(null);
        if (again) {
          console.report(program.name() + " is back after " + Console.since(started));
        }
        return true;
      }
      if (Duration.between(started, Instant.now()).compareTo(START_LIMIT) > 0) {
        console.report(
            program.name() + " is not ready after " + Console.seconds(START_LIMIT) + "; ending it");
        Ending.end(current.toHandle(), program.stopSignal(), program.grace());
        return false;
      }
      current.waitFor(100, TimeUnit.MILLISECONDS);
    }
    return false;
  }

  private boolean isStopping() {
    synchronized (monitor) {
      return stopping;
    }
  }

  private boolean sleepOrStop(Duration pause) throws InterruptedException {
    Instant end = Instant.now().plus(pause);
    synchronized (monitor) {
      while (!stopping) {
        long left = Duration.between(Instant.now(), end).toMillis();
        if (left <= 0) {
          return false;
        }
        monitor.wait(left);
      }
      return true;
    }
  }

  private static String fate(int exit) {
    return exit > 128 ? "was killed by signal " + (exit - 128) : "ended with exit code " + exit;
  }
}
