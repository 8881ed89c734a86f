package smallbusiness.acceptance.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs the CSV loader against the system under test. */
public final class CsvLoader {

  private CsvLoader() {}

  /** Loads a folder and returns when the loader has ended. */
  public static LocalRun.Finished load(Path folder) throws IOException, InterruptedException {
    return LocalRun.run(command(folder));
  }

  /** Starts loading a folder. */
  public static Process start(Path folder) throws IOException {
    return new ProcessBuilder(command(folder))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static List<String> command(Path folder) {
    String origin = SystemUnderTest.ORIGIN;
    return origin == null
        ? LocalRun.command(
            "load", folder.toString(), "--data", SystemUnderTest.run().data().toString())
        : LocalRun.command("load", folder.toString(), "--origin", origin);
  }
}
