package smallbusiness.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a process: asks first, then insists. */
public final class Ending {

  private Ending() {}

  /**
   * Asks with a signal, waits, and kills what has not ended by then; returns once it is gone.
   *
   * @return whether it ended by itself within the grace
   */
  public static boolean end(ProcessHandle process, String signal, Duration grace)
      throws InterruptedException {
    ask(process, signal);
    if (gone(process, grace)) {
      return true;
    }
    process.destroyForcibly();
    gone(process, Duration.ofSeconds(10));
    return false;
  }

  private static void ask(ProcessHandle process, String signal) throws InterruptedException {
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

  private static boolean gone(ProcessHandle process, Duration within) throws InterruptedException {
    try {
      process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillThere) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
