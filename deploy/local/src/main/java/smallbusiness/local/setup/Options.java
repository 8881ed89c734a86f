package smallbusiness.local.setup;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import smallbusiness.local.terminal.StartupException;

/**
 * The options from the command line and the environment.
 *
 * @param data folder for everything that the system writes
 * @param fresh whether to delete the data of earlier runs
 * @param demo whether to load the demonstration business
 * @param ports the number of every port
 */
public record Options(Path data, boolean fresh, boolean demo, Map<Port, Integer> ports) {

  /**
   * Parses the arguments. They override the environment.
   *
   * @throws StartupException when an argument is invalid
   */
  public static Options parse(
      List<String> arguments, Map<String, String> environment, Path defaultData) {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      String chosen = environment.get(port.variable());
      ports.put(port, chosen == null ? port.defaultNumber() : number(port.variable(), chosen));
    }
    Path data = defaultData;
    boolean fresh = false;
    boolean demo = false;
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "--fresh" -> fresh = true;
        case "--demo" -> demo = true;
        case "--data" -> data = Path.of(value(argument, rest));
        case "--port" -> choose(ports, value(argument, rest));
        default -> throw new StartupException("Unknown argument " + argument + "; see --help.");
      }
    }
    return new Options(data.toAbsolutePath().normalize(), fresh, demo, Map.copyOf(ports));
  }

  /** The number of a port. */
  public int port(Port port) {
    return ports.getOrDefault(port, port.defaultNumber());
  }

  private static void choose(Map<Port, Integer> ports, String choice) {
    String[] parts = choice.split("=", 2);
    Port port =
        Port.withLabel(parts[0])
            .orElseThrow(
                () -> new StartupException("Unknown port name " + parts[0] + "; see --help."));
    ports.put(port, number("--port " + parts[0], parts.length == 2 ? parts[1] : ""));
  }

  private static int number(String where, String text) {
    try {
      int number = Integer.parseInt(text.strip());
      if (number > 0 && number <= 65_535) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new StartupException(where + " must be a number, not '" + text + "'.", notANumber);
    }
    throw new StartupException(where + " must be a port between 1 and 65535, not " + text + ".");
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new StartupException(option + " requires a value; see --help.");
    }
    return rest.next();
  }
}
