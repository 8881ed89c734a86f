package smallbusiness.acceptance.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Brings a folder of CSV files into the system under test, as a person does. */
public final class Loader {

  private Loader() {}

  /** Loads the folder to the end. */
  public static LocalRun.Finished load(Path folder) throws IOException, InterruptedException {
    return LocalRun.run(command(folder));
  }

  /** Begins to load the folder. */
  public static Process begin(Path folder) throws IOException {
    return new ProcessBuilder(command(folder))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static List<String> command(Path folder) {
    String origin = TheSystem.ORIGIN;
    return origin == null
        ? LocalRun.command("load", folder.toString(), "--data", TheSystem.run().data().toString())
        : LocalRun.command("load", folder.toString(), "--origin", origin);
  }
}
