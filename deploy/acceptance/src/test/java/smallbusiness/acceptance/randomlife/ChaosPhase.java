package smallbusiness.acceptance.randomlife;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.acceptance.support.Business.QUERY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import smallbusiness.acceptance.support.Databases;
import smallbusiness.acceptance.support.Http;
import smallbusiness.acceptance.support.SystemUnderTest;

/**
 * Runs random commands concurrently and without waiting, while events are repeated, relays paused
 * and services killed.
 */
final class ChaosPhase implements AutoCloseable {

  private static final List<String> SYSTEMS = List.of("warehouse", "sales", "accounting");

  /**
   * A kind of command.
   *
   * @param concurrent whether several may run at the same time; commands that read before they
   *     write may not, because others could change the same resource
   */
  private record Kind(
      String service, int weight, boolean concurrent, Consumer<OrderCommands> command) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("sales", 24, true, OrderCommands::place),
          new Kind("sales", 5, false, OrderCommands::change),
          new Kind("sales", 8, true, OrderCommands::cancel),
          new Kind("sales", 3, false, commands -> commands.items.describe()),
          new Kind("sales", 1, false, commands -> commands.items.erase()),
          new Kind("accounting", 26, true, commands -> commands.payments.pay()),
          new Kind("accounting", 7, false, commands -> commands.payments.correct()),
          new Kind("accounting", 5, false, commands -> commands.payments.declareVoid()),
          new Kind("warehouse", 4, false, commands -> commands.items.add()),
          new Kind("warehouse", 12, false, commands -> commands.items.edit()),
          new Kind("warehouse", 2, false, commands -> commands.items.remove()));

  /** How often each action was taken, for the report. */
  final Map<String, Integer> done = new TreeMap<>();

  private final OrderCommands commands;
  private final Random random;
  private final Redelivery redelivery;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> pending = new ArrayList<>();
  private final Set<String> paused = new HashSet<>();
  private @Nullable String down;
  private long downPid;

  ChaosPhase(OrderCommands commands, Redelivery redelivery) {
    this.commands = commands;
    this.random = commands.random;
    this.redelivery = redelivery;
  }

  /** Runs one command and waits for its effects. */
  void calmStep() {
    pick(kind -> true).command().accept(commands);
    count("calm commands", 1);
  }

  /** Runs one random step. */
  void step() {
    if (down != null && isBack(down)) {
      down = null;
      awaitResponses();
    }
    switch (random.nextInt(40)) {
      case 0, 1 -> count("copied events", redelivery.copy(random));
      case 2 -> count("rewound partitions", Redelivery.rewind(random));
      case 3 -> pause();
      case 4, 5 -> resume();
      case 6, 7, 8 -> {
        sendConcurrently(5);
        awaitResponses();
      }
      case 9, 10, 11 -> {
        race();
        awaitResponses();
      }
      default -> {
        pick(kind -> !kind.service().equals(down)).command().accept(commands);
        count("commands", 1);
      }
    }
  }

  /** Kills a service while it processes commands; clients retry. */
  void kill(String service) throws IOException {
    downPid = SystemUnderTest.run().pid(service);
    sendConcurrently(6);
    race();
    for (int i = random.nextInt(6); i > 0; i--) {
      // Commands take varying time, so that the kill hits different moments.
      assertThat(QUERY.get("/api/v1/orders?limit=1").status()).isEqualTo(200);
    }
    SystemUnderTest.run().kill(service);
    down = service;
    count("kills of " + service, 1);
  }

  /** Resumes everything and waits for outstanding responses. */
  void recover() {
    String killed = down;
    if (killed != null) {
      await(killed + " is back").atMost(Duration.ofMinutes(3)).until(() -> isBack(killed));
      down = null;
    }
    awaitResponses();
    Set.copyOf(paused).forEach(this::resume);
    Quiescence.awaitAll();
  }

  /** Sends commands to the running services at the same time. */
  private void sendConcurrently(int count) {
    for (int i = 0; i < count; i++) {
      submit(pick(kind -> kind.concurrent() && !kind.service().equals(down)).command());
    }
  }

  /** Cancels and pays the same order at the same time. */
  private void race() {
    if (down != null) {
      return;
    }
    long order = commands.anyOrder();
    var owed = commands.payments.owed(order);
    submit(other -> other.cancel(order));
    submit(other -> other.payments.pay(order, owed));
    count("races of cancellation and payment", 1);
  }

  private void submit(Consumer<OrderCommands> command) {
    OrderCommands other =
        new OrderCommands(commands.model, new Random(random.nextLong()), commands.firstCustomer);
    pending.add(threads.submit(() -> command.accept(other)));
    count("commands", 1);
  }

  private void awaitResponses() {
    if (down != null) {
      return;
    }
    try {
      for (Future<?> command : pending) {
        command.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
    pending.clear();
  }

  private void pause() {
    String service = SYSTEMS.get(random.nextInt(SYSTEMS.size()));
    Databases.pauseRelay(service, true);
    paused.add(service);
    count("pauses of relays", 1);
  }

  private void resume() {
    paused.stream().findFirst().ifPresent(this::resume);
  }

  private void resume(String service) {
    Databases.pauseRelay(service, false);
    paused.remove(service);
  }

  private boolean isBack(String service) {
    try {
      return SystemUnderTest.run().pid(service) != downPid
          && Http.of(service).get("/actuator/health/readiness").status() == 200;
    } catch (UncheckedIOException | IOException | NumberFormatException notYet) {
      return false;
    }
  }

  private Kind pick(Predicate<Kind> which) {
    List<Kind> candidates = KINDS.stream().filter(which).toList();
    int ticket = random.nextInt(candidates.stream().mapToInt(Kind::weight).sum());
    for (Kind kind : candidates) {
      ticket -= kind.weight();
      if (ticket < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("The weights do not add up");
  }

  private void count(String what, int times) {
    done.merge(what, times, Integer::sum);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    Set.copyOf(paused).forEach(this::resume);
  }
}
