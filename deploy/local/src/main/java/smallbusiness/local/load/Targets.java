package smallbusiness.local.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The system into which data is loaded.
 *
 * @param warehouse base URL of Warehouse
 * @param sales base URL of Sales
 * @param accounting base URL of Accounting
 * @param system id of the system; each has its own identifier map
 */
public record Targets(URI warehouse, URI sales, URI accounting, String system) {

  /** The local run that uses, or last used, the data folder. */
  public static Targets ofLocalRun(Path dataFolder) {
    Path addresses = dataFolder.resolve("run").resolve("addresses.properties");
    Properties found = new Properties();
    try (var in = Files.newBufferedReader(addresses)) {
      found.load(in);
    } catch (IOException e) {
      throw new LoadStoppedException(
          "No system has run in "
              + dataFolder
              + ": start one with deploy/local/run, or choose its folder with --data.");
    }
    return new Targets(
        address(found, "warehouse"),
        address(found, "sales"),
        address(found, "accounting"),
        found.getProperty("system", "local"));
  }

  /** A system behind a gateway, with one origin. */
  public static Targets ofOneOrigin(URI origin) {
    return new Targets(origin, origin, origin, origin.getHost() + "-" + origin.getPort());
  }

  private static URI address(Properties addresses, String service) {
    String address = addresses.getProperty(service);
    if (address == null) {
      throw new LoadStoppedException(
          "The address of " + service + " is missing: restart the system.");
    }
    return URI.create(address);
  }
}
