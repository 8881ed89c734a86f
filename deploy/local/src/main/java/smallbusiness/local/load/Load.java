package smallbusiness.local.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smallbusiness.local.terminal.Console;

/** Loads a folder of CSV files into a running system: the command {@code deploy/local/load}. */
public final class Load {

  private Load() {}

  /** Exits with 0 when everything was loaded, 1 when rows were bad, 2 when the load stopped. */
  public static void main(String[] arguments) {
    Console console = new Console(System.out);
    if (List.of(arguments).contains("--help")) {
      console.printResource("/smallbusiness/local/load-help.txt");
      return;
    }
    int badRows;
    try {
      badRows = load(List.of(arguments), console);
    } catch (LoadStoppedException e) {
      new Console(System.err).print(String.valueOf(e.getMessage()));
      System.exit(2);
      return;
    }
    System.exit(badRows == 0 ? 0 : 1);
  }

  private static int load(List<String> arguments, Console console) {
    Path data = Path.of(System.getProperty("smallbusiness.root", "."), "deploy/local/data");
    @Nullable Path folder = null;
    @Nullable URI origin = null;
    boolean demo = false;
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      if (argument.equals("--data") && rest.hasNext()) {
        data = Path.of(rest.next());
      } else if (argument.equals("--origin") && rest.hasNext()) {
        origin = URI.create(rest.next());
      } else if (argument.equals("--demo")) {
        demo = true;
      } else if (argument.startsWith("--") || folder != null) {
        throw new LoadStoppedException("Unknown argument " + argument + "; see --help.");
      } else {
        folder = Path.of(argument);
      }
    }
    if (demo == (folder != null)) {
      throw new LoadStoppedException("Choose a folder or --demo; see --help.");
    }
    Path dataFolder = data.toAbsolutePath().normalize();
    Targets targets = origin == null ? Targets.ofLocalRun(dataFolder) : Targets.ofOneOrigin(origin);
    return new DataSet(folder == null ? demo(dataFolder) : folder)
        .loadInto(targets, dataFolder.resolve("loads"), console);
  }

  private static Path demo(Path dataFolder) {
    try {
      Path folder = dataFolder.resolve("demo");
      DemoData.writeOnce(folder, Clock.systemUTC());
      return folder;
    } catch (IOException e) {
      throw new LoadStoppedException("Cannot write the demonstration business: " + e);
    }
  }
}
