package smallbusiness.local;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import smallbusiness.local.component.Service;
import smallbusiness.local.load.DataSet;
import smallbusiness.local.load.DemoData;
import smallbusiness.local.load.LoadStoppedException;
import smallbusiness.local.load.Targets;
import smallbusiness.local.process.OrphanedProcesses;
import smallbusiness.local.setup.DataFolder;
import smallbusiness.local.setup.Installation;
import smallbusiness.local.setup.Options;
import smallbusiness.local.setup.Port;
import smallbusiness.local.setup.Setup;
import smallbusiness.local.terminal.Console;
import smallbusiness.local.terminal.StartupException;

/** Starts the whole system and keeps it running until the launcher is stopped. */
public final class Launcher {

  private static final long REQUIRED_MEMORY = 2L << 30;

  private final Console console;
  private final Options options;
  private final Installation installation;
  private volatile boolean stopping;

  private Launcher(Console console, Options options, Installation installation) {
    this.console = console;
    this.options = options;
    this.installation = installation;
  }

  /** Runs until it is stopped. Exits with 0 after a clean stop and with 1 when it cannot start. */
  public static void main(String[] arguments) throws InterruptedException {
    Console console = new Console(System.out);
    if (List.of(arguments).contains("--help")) {
      console.printResource("/smallbusiness/local/run-help.txt");
      return;
    }
    try {
      Path root =
          Path.of(System.getProperty("smallbusiness.root", ".")).toAbsolutePath().normalize();
      Options options =
          Options.parse(List.of(arguments), System.getenv(), root.resolve("deploy/local/data"));
      new Launcher(console, options, new Installation(root)).run();
    } catch (StartupException e) {
      new Console(System.err).print(String.valueOf(e.getMessage()));
      Runtime.getRuntime().halt(1);
    } catch (IOException e) {
      new Console(System.err).print("Cannot start: " + e);
      Runtime.getRuntime().halt(1);
    }
  }

  private void run() throws IOException, InterruptedException {
    Instant started = Instant.now();
    requireMemory();
    DataFolder data = DataFolder.open(options.data());
    console.print("Small Business, data in " + data.root());
    OrphanedProcesses.stop(data.run(), LocalSystem.stopOrder(), console);
    data.deleteTemporary();
    if (options.fresh()) {
      data.clear();
    }
    requireFreePorts();
    Setup setup = new Setup(installation, options, data);
    LocalSystem system = new LocalSystem(setup, console);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system), "stop"));
    try {
      system.start();
      writeAddresses(data, system);
      console.print("Ready in " + Console.since(started) + ".");
      if (options.demo()) {
        loadDemo(data);
      }
      printSummary(setup, system);
      system.writeClassArchives();
    } catch (IOException | RuntimeException e) {
      if (!stopping) {
        system.stop();
        throw e;
      }
    }
    new CountDownLatch(1).await();
  }

  private void loadDemo(DataFolder data) throws IOException {
    DemoData.writeOnce(data.folder("demo"), Clock.systemUTC());
    try {
      new DataSet(data.folder("demo"))
          .loadInto(Targets.ofLocalRun(data.root()), data.root(), console);
    } catch (LoadStoppedException e) {
      console.log("The demonstration data is incomplete: " + e.getMessage());
    }
  }

  private void stop(LocalSystem system) {
    Instant started = Instant.now();
    stopping = true;
    console.print("Stopping ...");
    system.stop();
    console.print("Stopped after " + Console.since(started) + ".");
    // A JVM that is stopped by a signal would exit with another code.
    Runtime.getRuntime().halt(0);
  }

  private void requireFreePorts() {
    for (Port port : Port.values()) {
      int number = options.port(port);
      if (Port.isTaken(number)) {
        throw new StartupException(
            "Port %d (%s) is used by another program: stop that program, or choose another port with --port %s=PORT."
                .formatted(number, port.label(), port.label()));
      }
    }
  }

  private static void requireMemory() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
        && machine.getTotalMemorySize() < REQUIRED_MEMORY) {
      throw new StartupException(
          "Not enough memory: the system needs about 2 GB, this machine has %d MB."
              .formatted(machine.getTotalMemorySize() >> 20));
    }
  }

  /** Writes the addresses by which the loader finds the running system. */
  private static void writeAddresses(DataFolder data, LocalSystem system) throws IOException {
    Properties addresses = new Properties();
    addresses.setProperty("system", data.systemId());
    for (Service service : system.services()) {
      addresses.setProperty(service.name(), service.url());
    }
    try (Writer out = Files.newBufferedWriter(data.run().resolve("addresses.properties"))) {
      addresses.store(out, "Addresses of the services");
    }
  }

  private void printSummary(Setup setup, LocalSystem system) {
    console.print("");
    for (Service service : system.services()) {
      console.print("  %-12s %s".formatted(service.name(), service.documentation()));
    }
    console.print("  %-12s %s".formatted("logs", setup.data().logs()));
    console.print(
        """

        Try:
          curl -s -H 'Content-Type: application/json' %2$s/warehouse/items \\
            -d '{"name": "Teapot", "description": "1.2 l", "country_of_origin": "Portugal", "price": 24.90, "quantity": 10}'
          curl -s %1$s/api/v1/items
          curl -s %1$s/api/v1/orders?limit=5

        Ctrl-C stops everything and keeps the data."""
            .formatted(setup.url(Port.QUERY_API), setup.url(Port.WAREHOUSE)));
  }
}
