package smallbusiness.acceptance.readyourwrites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.acceptance.support.Business.QUERY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import smallbusiness.acceptance.readyourwrites.Write.Expectation;
import smallbusiness.acceptance.support.Databases;
import smallbusiness.acceptance.support.Http;
import smallbusiness.acceptance.support.SystemUnderTest;

/**
 * A read with a command's token returns the command's change, or is rejected, even while services
 * are killed, frozen or paused. A short series by default; a long one with {@code
 * -Dacceptance.pairs=10000}.
 */
@Order(8)
class ReadYourWritesIT {

  private static final int PAIRS = Integer.getInteger("acceptance.pairs", 500);
  private static final int PAIRS_PER_FAULT = Math.max(100, PAIRS / 40);
  private static final int CLIENTS = 8;
  private static final int KINDS = 9;

  private final Statistics tally = new Statistics();
  private final Random random = new Random(Long.getLong("acceptance.seed", 1));

  @Test
  void a_read_with_a_token_returns_the_write() throws Exception {
    AtomicInteger started = new AtomicInteger();
    try (FaultInjection faults = new FaultInjection(random, tally)) {
      List<Future<?>> writers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < CLIENTS; i++) {
          ReadAfterWriteClient writer = writer();
          writers.add(threads.submit(() -> write(writer, started, faults)));
        }
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      faults.end();
    }

    System.out.println(tally);
    assertThat(tally.stale()).isEmpty();
    assertThat(tally.fresh.get()).isEqualTo(tally.pairs.get()).isGreaterThanOrEqualTo(PAIRS);
    assertThat(tally.merged.get()).isPositive();
    assertThat(tally.commands()).hasSize(KINDS);
    if (SystemUnderTest.ORIGIN == null) {
      assertThat(tally.kills()).isPositive();
      assertThat(tally.unreachable.get()).isPositive();
    }
  }

  /** Shows that the check can fail: with a paused relay, a read without the token is stale. */
  @Test
  void a_stale_read_without_a_token_is_detected() {
    SystemUnderTest.run();
    WriteCommands commands = new WriteCommands(random, newCustomers(), tally);
    List<Write> writes = new ArrayList<>();
    Databases.pauseRelay("warehouse", true);
    try {
      // Until the pause takes effect, a read with a token succeeds.
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                writes.addFirst(commands.changePrice());
                return read(writes.getFirst(), "wait=1").status() == 504;
              });
      Write write = writes.getFirst();

      Http.Answer withoutToken = QUERY.get(expectation(write).path());

      assertThat(withoutToken.status()).isEqualTo(200);
      assertThat(expectation(write).missingIn(withoutToken)).isPresent();
      assertThat(read(write, "wait=0").status()).isEqualTo(504);
    } finally {
      Databases.pauseRelay("warehouse", false);
    }
    Http.Answer withToken = read(writes.getFirst(), "wait=10");
    assertThat(withToken.status()).isEqualTo(200);
    assertThat(expectation(writes.getFirst()).missingIn(withToken)).isEmpty();
  }

  /** Writes until there are enough pairs and all faults have ended. */
  private void write(ReadAfterWriteClient writer, AtomicInteger started, FaultInjection faults) {
    while (tally.pairs.get() < PAIRS || faults.isRunning()) {
      int pair = started.incrementAndGet();
      if (pair <= PAIRS && pair % PAIRS_PER_FAULT == 0 && SystemUnderTest.ORIGIN == null) {
        faults.injectNext();
      }
      writer.pair();
    }
  }

  private ReadAfterWriteClient writer() {
    return new ReadAfterWriteClient(new Random(random.nextLong()), newCustomers(), tally);
  }

  /** The first of a range of unused ids. */
  private static long newCustomers() {
    return 2_000_000_000L + (System.nanoTime() / 1000 % 1_000_000_000) * 100;
  }

  private static Expectation expectation(Write write) {
    return write.expectations().getFirst();
  }

  private static Http.Answer read(Write write, String prefer) {
    return QUERY.send(
        "GET", expectation(write).path(), "", "Consistency-Token", write.token(), "Prefer", prefer);
  }
}
