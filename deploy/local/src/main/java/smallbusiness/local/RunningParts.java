package smallbusiness.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import smallbusiness.local.process.Program;
import smallbusiness.local.process.Supervised;

/** The parts that run. Safe for use by many threads. */
final class RunningParts {

  private final Path run;
  private final Console console;
  private final List<Supervised> parts = new ArrayList<>();
  private boolean stopping;

  /**
   * None runs yet.
   *
   * @param run the folder that tells which processes run
   */
  RunningParts(Path run, Console console) {
    this.run = run;
    this.console = console;
  }

  /**
   * Starts a part and returns when it is ready for the first time.
   *
   * @throws StartupProblem when no part is to start any more
   */
  void start(Program program) {
    Supervised part = new Supervised(program, run, console);
    synchronized (parts) {
      if (stopping) {
        throw new StartupProblem("Stopped while starting.");
      }
      parts.add(part);
      part.start();
    }
    part.firstReady().join();
  }

  /** From now on nothing starts. */
  void startNoMore() {
    synchronized (parts) {
      stopping = true;
    }
  }

  /** Ends those of these parts that run, all at once, and returns when they are gone. */
  void stop(Collection<String> names) {
    List<Thread> stops;
    synchronized (parts) {
      stops =
          parts.stream()
              .filter(part -> names.contains(part.program().name()))
              .map(part -> Thread.ofVirtual().start(part::stop))
              .toList();
    }
    for (Thread stop : stops) {
      try {
        stop.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
