package smallbusiness.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops a process with a signal, or kills it if the signal does not suffice. */
public final class Termination {

  private Termination() {}

  /**
   * Sends the signal, waits, and kills the process if it is still running after the grace period.
   *
   * @return whether it stopped within the grace period
   */
  public static boolean stop(ProcessHandle process, String signal, Duration grace)
      throws InterruptedException {
    send(signal, process);
    if (awaitEnd(process, grace)) {
      return true;
    }
    process.destroyForcibly();
    awaitEnd(process, Duration.ofSeconds(10));
    return false;
  }

  private static void send(String signal, ProcessHandle process) throws InterruptedException {
    if (signal.equals("TERM")) {
      process.destroy();
      return;
    }
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException noKillProgram) {
      process.destroy();
    }
  }

  private static boolean awaitEnd(ProcessHandle process, Duration limit)
      throws InterruptedException {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return !process.isAlive();
    }
  }
}
