package smallbusiness.local;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import smallbusiness.local.part.Kafka;
import smallbusiness.local.part.Postgres;
import smallbusiness.local.part.Registry;
import smallbusiness.local.part.Service;
import smallbusiness.local.process.PidFile;
import smallbusiness.local.process.Program;

/**
 * All parts of the system, started as early as what they need allows, and ended in the opposite
 * order.
 */
final class LocalSystem {

  private static final List<String> WRITERS = List.of("warehouse", "sales", "accounting");

  private final Path layouts;
  private final DataFolder data;
  private final Console console;
  private final Postgres postgres;
  private final Kafka kafka;
  private final Registry registry;
  private final List<Service> services;
  private final RunningParts running;

  LocalSystem(Installation installation, Options options, DataFolder data, Console console)
      throws IOException, InterruptedException {
    this.layouts = installation.runtime().resolve("services");
    this.data = data;
    this.console = console;
    this.running = new RunningParts(data.run(), console);
    this.postgres =
        new Postgres(
            installation.postgresArchive(),
            data.postgres(),
            data.logs().resolve("postgres.log"),
            options.port(Port.POSTGRES));
    this.kafka =
        new Kafka(
            installation.libraries(),
            data.kafka(),
            data.temporary(),
            data.logs(),
            options.port(Port.KAFKA),
            options.port(Port.KAFKA_CONTROLLER));
    this.registry =
        new Registry(
            installation.registry(),
            data.temporary(),
            data.logs().resolve("registry.log"),
            postgres.url(Registry.DATABASE),
            options.port(Port.REGISTRY),
            options.port(Port.REGISTRY_MANAGEMENT));
    this.services =
        List.of(
            service(installation, options, Port.WAREHOUSE, "warehouse", Map.of()),
            service(installation, options, Port.SALES, "sales", Map.of()),
            service(installation, options, Port.ACCOUNTING, "accounting", Map.of()),
            service(installation, options, Port.QUERY_API, "query", owners(options)));
  }

  /** The names of all processes, in the order in which they are to end. */
  static List<String> namesInEndingOrder() {
    return List.of(
        "query-api", "sales", "warehouse", "accounting", "registry", "kafka", "postgres");
  }

  /**
   * Starts everything and returns when all of it is ready.
   *
   * @throws StartupProblem when a part cannot be started
   */
  void start() throws InterruptedException {
    try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> database = tasks.submit(task(this::startPostgres));
      Future<?> broker = tasks.submit(task(this::startKafka));
      Future<?> schemas =
          tasks.submit(
              task(
                  () -> {
                    database.get();
                    startRegistry();
                  }));
      List<Future<Program>> prepared =
          services.stream().map(service -> tasks.submit(() -> prepared(service))).toList();
      try {
        database.get();
        broker.get();
        schemas.get();
        List<Future<?>> started = new ArrayList<>();
        for (int i = 0; i < services.size(); i++) {
          Service service = services.get(i);
          Future<Program> program = prepared.get(i);
          started.add(tasks.submit(task(() -> startService(service, program))));
        }
        for (Future<?> service : started) {
          service.get();
        }
      } catch (ExecutionException e) {
        throw problem(e);
      }
    }
  }

  /** Lets the running services write down what makes their next start quicker; they work on. */
  void quickenNextStart() throws IOException, InterruptedException {
    for (Service service : services) {
      Optional<ProcessHandle> process = new PidFile(data.run(), service.name()).running();
      if (process.isPresent()) {
        service.quickenNextStart(
            process.get().pid(), layouts, data.temporary(), log(service), console);
      }
    }
  }

  /** Ends everything in good order; returns when all is gone. */
  void stop() {
    running.startNoMore();
    running.stop(services.stream().map(Service::name).toList());
    running.stop(List.of("registry"));
    running.stop(List.of("kafka"));
    running.stop(List.of("postgres"));
  }

  List<Service> services() {
    return services;
  }

  private void startPostgres() throws IOException, InterruptedException, SQLException {
    Instant started = Instant.now();
    postgres.prepare();
    running.start(postgres.server());
    postgres.provision(
        Stream.concat(services.stream().map(Service::database), Stream.of(Registry.DATABASE))
            .toList(),
        WRITERS);
    console.ready("postgres", postgres.url(""), started);
  }

  private void startKafka() throws IOException, InterruptedException {
    Instant started = Instant.now();
    kafka.prepare();
    running.start(kafka.broker());
    console.ready("kafka", kafka.bootstrapServers(), started);
  }

  private void startRegistry() throws IOException, InterruptedException {
    Instant started = Instant.now();
    running.start(registry.process());
    registry.demandCompatibility();
    console.ready("registry", registry.url(), started);
  }

  private Program prepared(Service service) throws IOException, InterruptedException {
    return service.process(postgres, kafka, registry, layouts, data.temporary(), log(service));
  }

  private Path log(Service service) {
    return data.logs().resolve(service.name() + ".log");
  }

  private void startService(Service service, Future<Program> prepared)
      throws InterruptedException, ExecutionException {
    Program program = prepared.get();
    Instant started = Instant.now();
    running.start(program);
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

  /** Where query-api finds those who own its data, when an operator wants them compared. */
  private static Map<String, String> owners(Options options) {
    return Map.of(
        "RECONCILIATION_WAREHOUSE_URL", Service.url(options.port(Port.WAREHOUSE)),
        "RECONCILIATION_SALES_URL", Service.url(options.port(Port.SALES)),
        "RECONCILIATION_ACCOUNTING_URL", Service.url(options.port(Port.ACCOUNTING)));
  }

  private static StartupProblem problem(ExecutionException e) {
    Throwable cause = e;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof StartupProblem known
        ? known
        : new StartupProblem("The system cannot be started: " + cause, cause);
  }

  private interface Step {
    void run() throws Exception;
  }

  private static Callable<Void> task(Step step) {
    return () -> {
      step.run();
      return null;
    };
  }
}
