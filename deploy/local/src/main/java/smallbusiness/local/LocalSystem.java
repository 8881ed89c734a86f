package smallbusiness.local;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import smallbusiness.local.component.Kafka;
import smallbusiness.local.component.Postgres;
import smallbusiness.local.component.Registry;
import smallbusiness.local.component.Service;
import smallbusiness.local.process.PidFile;
import smallbusiness.local.process.ProcessGroup;
import smallbusiness.local.process.ProcessSpec;
import smallbusiness.local.setup.DataFolder;
import smallbusiness.local.setup.Port;
import smallbusiness.local.setup.Setup;
import smallbusiness.local.terminal.Console;
import smallbusiness.local.terminal.StartupException;

/** Starts all components as early as their dependencies allow, and stops them in reverse order. */
final class LocalSystem {

  private static final List<String> SYSTEMS = List.of("warehouse", "sales", "accounting");

  private final DataFolder data;
  private final Console console;
  private final Postgres postgres;
  private final Kafka kafka;
  private final Registry registry;
  private final List<Service> services;
  private final ProcessGroup processes;

  LocalSystem(Setup setup, Console console) throws IOException, InterruptedException {
    this.data = setup.data();
    this.console = console;
    this.processes = new ProcessGroup(data.run(), console);
    this.postgres = new Postgres(setup);
    this.kafka = new Kafka(setup);
    this.registry = new Registry(setup, postgres);
    this.services =
        List.of(
            new Service(setup, Port.WAREHOUSE, "warehouse", Map.of()),
            new Service(setup, Port.SALES, "sales", Map.of()),
            new Service(setup, Port.ACCOUNTING, "accounting", Map.of()),
            new Service(
                setup,
                Port.QUERY_API,
                "query",
                Map.of(
                    "RECONCILIATION_WAREHOUSE_URL", setup.url(Port.WAREHOUSE),
                    "RECONCILIATION_SALES_URL", setup.url(Port.SALES),
                    "RECONCILIATION_ACCOUNTING_URL", setup.url(Port.ACCOUNTING))));
  }

  /** The names of all processes, in the order in which they stop. */
  static List<String> stopOrder() {
    return List.of(
        "query-api", "sales", "warehouse", "accounting", "registry", "kafka", "postgres");
  }

  /**
   * Starts everything and returns when all components are ready.
   *
   * @throws StartupException when a component cannot start
   */
  void start() {
    try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> database = run(this::startPostgres, tasks);
      CompletableFuture<Void> infrastructure =
          CompletableFuture.allOf(
              run(this::startKafka, tasks),
              database.thenRunAsync(unchecked(this::startRegistry), tasks));
      CompletableFuture.allOf(
              services.stream()
                  .map(
                      service ->
                          CompletableFuture.supplyAsync(() -> prepare(service), tasks)
                              .thenAcceptBothAsync(
                                  infrastructure, (spec, ready) -> start(service, spec), tasks))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      throw failure(e);
    }
  }

  /** Writes class archives of the running services, so that their next start is faster. */
  void writeClassArchives() throws IOException, InterruptedException {
    for (Service service : services) {
      Optional<ProcessHandle> process = new PidFile(data.run(), service.name()).running();
      if (process.isPresent()) {
        service.writeClassArchive(process.get().pid(), console);
      }
    }
  }

  /** Stops everything in order; returns when all processes have ended. */
  void stop() {
    processes.preventStarts();
    processes.stop(services.stream().map(Service::name).toList());
    processes.stop(List.of("registry"));
    processes.stop(List.of("kafka"));
    processes.stop(List.of("postgres"));
  }

  List<Service> services() {
    return services;
  }

  private void startPostgres() throws IOException, InterruptedException, SQLException {
    Instant started = Instant.now();
    postgres.prepare();
    processes.start(postgres.process());
    postgres.provision(
        Stream.concat(services.stream().map(Service::database), Stream.of(Registry.DATABASE))
            .toList(),
        SYSTEMS);
    console.ready("postgres", postgres.url(""), started);
  }

  private void startKafka() throws IOException, InterruptedException {
    Instant started = Instant.now();
    kafka.prepare();
    processes.start(kafka.process());
    console.ready("kafka", kafka.bootstrapServers(), started);
  }

  private void startRegistry() throws IOException, InterruptedException {
    Instant started = Instant.now();
    processes.start(registry.process());
    registry.requireCompatibility();
    console.ready("registry", registry.url(), started);
  }

  private ProcessSpec prepare(Service service) {
    try {
      return service.process(postgres, kafka, registry);
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private void start(Service service, ProcessSpec spec) {
    Instant started = Instant.now();
    processes.start(spec);
    console.ready(service.name(), service.url(), started);
  }

  private static StartupException failure(CompletionException e) {
    Throwable cause = e;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof StartupException known
        ? known
        : new StartupException("The system cannot start: " + cause, cause);
  }

  private interface Step {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> run(Step step, ExecutorService tasks) {
    return CompletableFuture.runAsync(unchecked(step), tasks);
  }

  private static Runnable unchecked(Step step) {
    return () -> {
      try {
        step.run();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new CompletionException(e);
      }
    };
  }
}
