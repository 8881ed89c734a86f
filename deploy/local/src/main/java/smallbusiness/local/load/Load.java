package smallbusiness.local.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smallbusiness.local.Console;

/** Brings a folder of CSV files into a running system: the command {@code deploy/local/load}. */
public final class Load {

  private static final String USAGE =
      """
      Usage: deploy/local/load DIR|--demo [--data DIR] [--origin URL]

        DIR           holds items.csv (ref,name,description,country_of_origin,price,quantity),
                      customers.csv (id,name,email,country), orders.csv (ref,customer_id,date),
                      order_lines.csv (order_ref,item_ref,price,quantity),
                      transactions.csv (order_ref,order_sum,date) and, where some orders were
                      called off, cancellations.csv (order_ref); what is missing is skipped
        --demo        instead of DIR: the demonstration business
        --data DIR    the data folder of the running system (default: deploy/local/data)
        --origin URL  a system that answers under one origin, such as http://localhost:8080 of
                      deploy/compose; without, the one that runs on the data folder

      Run it again after an interruption: it goes on where it stopped.""";

  private Load() {}

  /** Exits with 0 when all was loaded, 1 when rows were bad, 2 when the load had to stop. */
  public static void main(String[] arguments) {
    Console console = new Console(System.out);
    if (List.of(arguments).contains("--help")) {
      console.say(USAGE);
      return;
    }
    int badRows;
    try {
      badRows = load(List.of(arguments), console);
    } catch (LoadStoppedException e) {
      new Console(System.err).say(String.valueOf(e.getMessage()));
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
        throw new LoadStoppedException("Unknown argument " + argument + "; --help tells all.");
      } else {
        folder = Path.of(argument);
      }
    }
    if (demo == (folder != null)) {
      throw new LoadStoppedException("Which folder, or --demo? --help tells all.");
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
