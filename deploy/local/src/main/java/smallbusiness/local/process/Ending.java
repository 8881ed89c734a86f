package smallbusiness.local.process;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Ends a process: asks first, then insists. */
public final class Ending {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

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

  /** Asks again and again: a process that is not our child cannot be waited for otherwise. */
  private static boolean gone(ProcessHandle process, Duration within) throws InterruptedException {
    Instant end = Instant.now().plus(within);
    while (process.isAlive()) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      Thread.sleep(LOOK_AGAIN);
    }
    return true;
  }
}
