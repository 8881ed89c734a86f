package smallbusiness.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import smallbusiness.local.terminal.Console;
import smallbusiness.local.terminal.StartupException;

/** The supervised processes of one launcher. Thread-safe. */
public final class ProcessGroup {

  private final Path runFolder;
  private final Console console;
  private final List<SupervisedProcess> processes = new ArrayList<>();
  private boolean startsPrevented;

  /** Creates an empty group that keeps its pid files in {@code runFolder}. */
  public ProcessGroup(Path runFolder, Console console) {
    this.runFolder = runFolder;
    this.console = console;
  }

  /**
   * Starts a process and returns when it is ready for the first time.
   *
   * @throws StartupException after {@link #preventStarts}
   * @throws java.util.concurrent.CompletionException when the process cannot start
   */
  public void start(ProcessSpec spec) {
    SupervisedProcess process = new SupervisedProcess(spec, runFolder, console);
    synchronized (processes) {
      if (startsPrevented) {
        throw new StartupException("Stopped while starting.");
      }
      processes.add(process);
      process.start();
    }
    process.firstReady().join();
  }

  /** Prevents further starts. */
  public void preventStarts() {
    synchronized (processes) {
      startsPrevented = true;
    }
  }

  /** Stops the named processes in parallel and returns when they have ended. */
  public void stop(Collection<String> names) {
    try (ExecutorService stops = Executors.newVirtualThreadPerTaskExecutor()) {
      synchronized (processes) {
        processes.stream()
            .filter(process -> names.contains(process.name()))
            .forEach(process -> stops.execute(process::stop));
      }
    }
  }
}
