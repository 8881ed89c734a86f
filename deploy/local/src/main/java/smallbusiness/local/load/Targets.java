package smallbusiness.local.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The system into which data is loaded.
 *
 * @param warehouse where Warehouse answers
 * @param sales where Sales answers
 * @param accounting where Accounting answers
 * @param system distinguishes this system from others, so that each gets its own map of identifiers
 */
public record Targets(URI warehouse, URI sales, URI accounting, String system) {

  /** The system that a launcher runs on the data folder, or last ran there. */
  public static Targets ofLocalRun(Path dataFolder) {
    Path addresses = dataFolder.resolve("run").resolve("addresses.properties");
    Properties found = new Properties();
    try (var in = Files.newBufferedReader(addresses)) {
      found.load(in);
    } catch (IOException e) {
      throw new LoadStoppedException(
          "No system has run on "
              + dataFolder
              + ": start one with deploy/local/run, or name its folder with --data.");
    }
    return new Targets(
        address(found, "warehouse"),
        address(found, "sales"),
        address(found, "accounting"),
        found.getProperty("system", "local"));
  }

  /** A system that answers under one origin, through a gateway. */
  public static Targets ofOneOrigin(URI origin) {
    return new Targets(origin, origin, origin, origin.getHost() + "-" + origin.getPort());
  }

  private static URI address(Properties addresses, String service) {
    String address = addresses.getProperty(service);
    if (address == null) {
      throw new LoadStoppedException(
          "The launcher left no address of " + service + ": start the system anew.");
    }
    return URI.create(address);
  }
}
