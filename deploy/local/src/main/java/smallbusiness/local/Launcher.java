package smallbusiness.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import smallbusiness.local.load.DataSet;
import smallbusiness.local.load.DemoData;
import smallbusiness.local.load.LoadStoppedException;
import smallbusiness.local.load.Targets;
import smallbusiness.local.part.Service;

/** Starts the whole system, keeps it running, and ends it when asked to. */
public final class Launcher {

  /** The system property that names the project's folder; the start script sets it. */
  public static final String ROOT = "smallbusiness.root";

  private final Console console;
  private final Options options;
  private final Installation installation;
  private volatile boolean ending;

  private Launcher(Console console, Options options, Installation installation) {
    this.console = console;
    this.options = options;
    this.installation = installation;
  }

  /**
   * Runs until it is told to end; exits with 0 after a clean end and with 1 when it cannot start.
   */
  public static void main(String[] arguments) throws InterruptedException {
    Console console = new Console(System.out);
    List<String> given = List.of(arguments);
    if (given.contains("--help")) {
      console.say(Options.USAGE.stripTrailing());
      return;
    }
    try {
      Path root = Path.of(System.getProperty(ROOT, ".")).toAbsolutePath().normalize();
      Options options = Options.parse(given, System.getenv(), root.resolve("deploy/local/data"));
      new Launcher(console, options, new Installation(root)).run();
    } catch (StartupProblem e) {
      new Console(System.err).say(e.line());
      Runtime.getRuntime().halt(1);
    } catch (IOException e) {
      new Console(System.err).say("Cannot start: " + e);
      Runtime.getRuntime().halt(1);
    }
  }

  private void run() throws IOException, InterruptedException {
    Instant started = Instant.now();
    refuseSmallMachine();
    DataFolder data = DataFolder.open(options.data());
    console.say("Small Business, data in " + data.root());
    new Orphans(data.run(), console).end(LocalSystem.namesInEndingOrder());
    data.deleteTemporary();
    if (options.fresh()) {
      data.empty();
    }
    refuseTakenPorts();
    LocalSystem system = new LocalSystem(installation, options, data, console);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(system), "end"));
    try {
      system.start();
      writeAddresses(data, system);
      console.say("Ready in " + Console.since(started) + ".");
      if (options.demo()) {
        loadDemo(data);
      }
      summarise(data, system);
      system.quickenNextStart();
    } catch (IOException | RuntimeException e) {
      if (!ending) {
        system.stop();
        throw e;
      }
    }
    new CountDownLatch(1).await();
  }

  private void loadDemo(DataFolder data) throws IOException {
    DemoData.writeOnce(data.demo(), Clock.systemUTC());
    try {
      new DataSet(data.demo()).loadInto(Targets.ofLocalRun(data.root()), data.root(), console);
    } catch (LoadStoppedException e) {
      console.report("The demonstration data is not all there: " + e.getMessage());
    }
  }

  private void end(LocalSystem system) {
    Instant began = Instant.now();
    ending = true;
    console.say("Stopping ...");
    system.stop();
    console.say("Stopped after " + Console.since(began) + ".");
    // Being told to end is no failure, though a JVM ended by a signal would say so.
    Runtime.getRuntime().halt(0);
  }

  private void refuseTakenPorts() {
    for (Port port : Port.values()) {
      int number = options.port(port);
      if (Port.isTaken(number)) {
        throw new StartupProblem(
            "Port %d (%s) is taken by another program: end that, or choose another with --port %s=PORT."
                .formatted(number, port.label(), port.label()));
      }
    }
  }

  private static void refuseSmallMachine() {
    long wanted = 2L << 30;
    if (java.lang.management.ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        && machine.getTotalMemorySize() < wanted) {
      throw new StartupProblem(
          "Too little memory: the system takes about 2 GB, this machine has %d MB."
              .formatted(machine.getTotalMemorySize() >> 20));
    }
  }

  /** Lets the loader find a running system by its data folder. */
  private static void writeAddresses(DataFolder data, LocalSystem system) throws IOException {
    Properties addresses = new Properties();
    addresses.setProperty("system", data.systemId());
    for (Service service : system.services()) {
      addresses.setProperty(service.name(), service.url());
    }
    try (var out = Files.newBufferedWriter(data.run().resolve("addresses.properties"))) {
      addresses.store(out, "Where the services answer");
    }
  }

  private void summarise(DataFolder data, LocalSystem system) {
    String query = "http://127.0.0.1:" + options.port(Port.QUERY_API);
    String warehouse = "http://127.0.0.1:" + options.port(Port.WAREHOUSE);
    console.say("");
    for (Service service : system.services()) {
      console.say("  %-12s %s".formatted(service.name(), service.documentation()));
    }
    console.say("  %-12s %s".formatted("logs", data.logs()));
    console.say(
        """

        Try:
          curl -s -H 'Content-Type: application/json' %2$s/warehouse/items \\
            -d '{"name": "Teapot", "description": "1.2 l", "country_of_origin": "Portugal", "price": 24.90, "quantity": 10}'
          curl -s %1$s/api/v1/items
          curl -s %1$s/api/v1/orders?limit=5

        Ctrl-C stops everything; the data stays."""
            .formatted(query, warehouse));
  }
}
