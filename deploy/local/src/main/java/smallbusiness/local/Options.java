package smallbusiness.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What was asked for on the command line and in the environment.
 *
 * @param data folder that keeps everything the system writes
 * @param fresh whether to throw away what an earlier run left there
 * @param demo whether to load the demonstration business once the system is ready
 * @param ports the port for each use, complete
 */
record Options(Path data, boolean fresh, boolean demo, Map<Port, Integer> ports) {

  static final String USAGE =
      """
      Usage: deploy/local/run [--demo] [--data DIR] [--fresh] [--port NAME=PORT]... [--no-build]

        --demo            load a small demonstration business once the system is ready
        --data DIR        keep everything the system writes in DIR (default: deploy/local/data)
        --fresh           throw away what an earlier run left in that folder
        --port NAME=PORT  listen on another port; NAME is one of
                          sales (8001), warehouse (8002), accounting (8003), query-api (8080),
                          kafka (9092), kafka-controller (9093), registry (8081),
                          registry-management (8082), postgres (5433);
                          or set SMALL_BUSINESS_<NAME>_PORT
        --no-build        start from what is packaged already, even when sources have changed
      """;

  /**
   * Reads the arguments; a port named there wins over one in the environment.
   *
   * @throws StartupProblem when an argument is not understood
   */
  static Options parse(List<String> arguments, Map<String, String> environment, Path standardData) {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      String chosen = environment.get(port.variable());
      ports.put(port, chosen == null ? port.standard() : number(port.variable(), chosen));
    }
    Path data = standardData;
    boolean fresh = false;
    boolean demo = false;
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "--fresh" -> fresh = true;
        case "--demo" -> demo = true;
        case "--data" -> data = Path.of(value(argument, rest));
        case "--port" -> choose(ports, value(argument, rest));
        default -> throw new StartupProblem("Unknown argument " + argument + "; --help tells all.");
      }
    }
    return new Options(data.toAbsolutePath().normalize(), fresh, demo, Map.copyOf(ports));
  }

  /** The number of a port. */
  int port(Port port) {
    return ports.getOrDefault(port, port.standard());
  }

  private static void choose(Map<Port, Integer> ports, String choice) {
    String[] parts = choice.split("=", 2);
    Port port =
        Port.labelled(parts[0])
            .orElseThrow(
                () ->
                    new StartupProblem(
                        "--port knows no " + parts[0] + "; --help lists the names."));
    ports.put(port, number("--port " + parts[0], parts.length == 2 ? parts[1] : ""));
  }

  private static int number(String where, String text) {
    try {
      int number = Integer.parseInt(text.strip());
      if (number > 0 && number <= 65_535) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new StartupProblem(where + " wants a number, not '" + text + "'.", notANumber);
    }
    throw new StartupProblem(where + " wants a port between 1 and 65535, not " + text + ".");
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new StartupProblem(option + " wants a value; --help tells all.");
    }
    return rest.next();
  }
}
