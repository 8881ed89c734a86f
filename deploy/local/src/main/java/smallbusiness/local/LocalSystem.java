package smallbusiness.local;

import java.io.IOException;
import java.nio.file.Path;
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
import smallbusiness.local.terminal.Console;
import smallbusiness.local.terminal.StartupException;

/** Starts all components as early as their dependencies allow, and stops them in reverse order. */
final class LocalSystem {

  private static final List<String> SYSTEMS = List.of("warehouse", "sales", "accounting");

  private final Path layouts;
  private final DataFolder data;
  private final Console console;
  private final Postgres postgres;
  private final Kafka kafka;
  private final Registry registry;
  private final List<Service> services;
  private final ProcessGroup processes;

  LocalSystem(Installation installation, Options options, DataFolder data, Console console)
      throws IOException, InterruptedException {
    this.layouts = installation.runtime().resolve("services");
    this.data = data;
    this.console = console;
    this.processes = new ProcessGroup(data.run(), console);
    this.postgres =
        new Postgres(
            installation.postgresArchive(),
            data.folder("postgres"),
            data.log("postgres"),
            options.port(Port.POSTGRES));
    this.kafka =
        new Kafka(
            installation.libraries(),
            data.folder("kafka"),
            data.temporary(),
            data.log("kafka"),
            options.port(Port.KAFKA),
            options.port(Port.KAFKA_CONTROLLER));
    this.registry =
        new Registry(
            installation.registry(),
            data.temporary(),
            data.log("registry"),
            postgres.url(Registry.DATABASE),
            options.port(Port.REGISTRY),
            options.port(Port.REGISTRY_MANAGEMENT));
    this.services =
        List.of(
            service(installation, options, Port.WAREHOUSE, "warehouse", Map.of()),
            service(installation, options, Port.SALES, "sales", Map.of()),
            service(installation, options, Port.ACCOUNTING, "accounting", Map.of()),
            service(installation, options, Port.QUERY_API, "query", owningSystems(options)));
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
      String name = service.name();
      Optional<ProcessHandle> process = new PidFile(data.run(), name).running();
      if (process.isPresent()) {
        service.writeClassArchive(
            process.get().pid(), layouts, data.temporary(), data.log(name), console);
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
      return service.process(
          postgres, kafka, registry, layouts, data.temporary(), data.log(service.name()));
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private void start(Service service, ProcessSpec spec) {
    Instant started = Instant.now();
    processes.start(spec);
    console.ready(service.name(), service.url(), started);
  }

  private static Service service(
      Installation installation,
      Options options,
      Port port,
      String database,
      Map<String, String> settings) {
    return new Service(
        port.label(), installation.service(port.label()), options.port(port), database, settings);
  }

  /** The systems with which query-api reconciles its read model. */
  private static Map<String, String> owningSystems(Options options) {
    return Map.of(
        "RECONCILIATION_WAREHOUSE_URL", Service.url(options.port(Port.WAREHOUSE)),
        "RECONCILIATION_SALES_URL", Service.url(options.port(Port.SALES)),
        "RECONCILIATION_ACCOUNTING_URL", Service.url(options.port(Port.ACCOUNTING)));
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
