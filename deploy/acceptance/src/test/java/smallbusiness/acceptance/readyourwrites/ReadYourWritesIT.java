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
import smallbusiness.acceptance.readyourwrites.TokenWrite.Sight;
import smallbusiness.acceptance.support.Databases;
import smallbusiness.acceptance.support.Http;
import smallbusiness.acceptance.support.TheSystem;

/**
 * A read that brings a command's token never shows less than that command did, whatever is killed,
 * frozen or paused: it waits, or says that it cannot. A short series by default; the long one is
 * {@code -Dacceptance.pairs=10000}.
 */
@Order(8)
class ReadYourWritesIT {

  private static final int PAIRS = Integer.getInteger("acceptance.pairs", 500);
  private static final int PAIRS_PER_BLOW = Math.max(100, PAIRS / 40);
  private static final int WRITERS = 8;
  private static final int KINDS = 9;

  private final TokenTally tally = new TokenTally();
  private final Random random = new Random(Long.getLong("acceptance.seed", 1));

  @Test
  void no_read_with_a_token_shows_less_than_its_write() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    try (TokenStorm storm = new TokenStorm(random, tally)) {
      List<Future<?>> writers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < WRITERS; i++) {
          TokenWriter writer = writer();
          writers.add(threads.submit(() -> write(writer, begun, storm)));
        }
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      storm.end();
    }

    System.out.println(tally);
    assertThat(tally.stale()).isEmpty();
    assertThat(tally.fresh.get()).isEqualTo(tally.pairs.get()).isGreaterThanOrEqualTo(PAIRS);
    assertThat(tally.merged.get()).isPositive();
    assertThat(tally.commands()).hasSize(KINDS);
    if (TheSystem.ORIGIN == null) {
      assertThat(tally.kills()).isPositive();
      assertThat(tally.unreachable.get()).isPositive();
    }
  }

  /** That the check can fail: the relay stands, the token is left out, and it is noticed. */
  @Test
  void without_its_token_a_read_shows_less_and_that_is_noticed() {
    TheSystem.run();
    TokenCommands commands = new TokenCommands(random, newCustomers(), tally);
    List<TokenWrite> writes = new ArrayList<>();
    Databases.pauseRelay("warehouse", true);
    try {
      // Until the pause takes effect, a read that waits is answered.
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                writes.addFirst(commands.changePrice());
                return read(writes.getFirst(), "wait=1").status() == 504;
              });
      TokenWrite write = writes.getFirst();

      Http.Answer careless = QUERY.get(sight(write).path());

      assertThat(careless.status()).isEqualTo(200);
      assertThat(sight(write).missingIn(careless)).isPresent();
      assertThat(read(write, "wait=0").status()).isEqualTo(504);
    } finally {
      Databases.pauseRelay("warehouse", false);
    }
    Http.Answer patient = read(writes.getFirst(), "wait=10");
    assertThat(patient.status()).isEqualTo(200);
    assertThat(sight(writes.getFirst()).missingIn(patient)).isEmpty();
  }

  /** Goes on until there are enough pairs and all blows have fallen. */
  private void write(TokenWriter writer, AtomicInteger begun, TokenStorm storm) {
    while (tally.pairs.get() < PAIRS || storm.isUnderWay()) {
      int pair = begun.incrementAndGet();
      if (pair <= PAIRS && pair % PAIRS_PER_BLOW == 0 && TheSystem.ORIGIN == null) {
        storm.strike();
      }
      writer.pair();
    }
  }

  private TokenWriter writer() {
    return new TokenWriter(new Random(random.nextLong()), newCustomers(), tally);
  }

  /** The first of some numbers that nobody else has. */
  private static long newCustomers() {
    return 2_000_000_000L + (System.nanoTime() / 1000 % 1_000_000_000) * 100;
  }

  private static Sight sight(TokenWrite write) {
    return write.sights().getFirst();
  }

  private static Http.Answer read(TokenWrite write, String prefer) {
    return QUERY.send(
        "GET", sight(write).path(), "", "Consistency-Token", write.token(), "Prefer", prefer);
  }
}
