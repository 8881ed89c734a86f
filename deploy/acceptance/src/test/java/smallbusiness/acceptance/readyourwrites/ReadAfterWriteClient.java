package smallbusiness.acceptance.readyourwrites;

import static org.awaitility.Awaitility.await;
import static smallbusiness.acceptance.support.Business.QUERY;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import smallbusiness.acceptance.readyourwrites.Write.Expectation;
import smallbusiness.acceptance.support.Http;

/**
 * A client that writes resources of its own and reads each change back with its token, retrying
 * until a read succeeds. A read that returns an older state breaks the guarantee.
 */
final class ReadAfterWriteClient {

  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final int REMEMBERED = 6;
  private static final List<String> WAITS = List.of("", "wait=0", "wait=1", "wait=5");

  private final WriteCommands commands;
  private final Random random;
  private final Statistics tally;
  private final Deque<Write> recent = new ArrayDeque<>();
  private final Map<String, Write> newest = new HashMap<>();

  ReadAfterWriteClient(Random random, long customer, Statistics tally) {
    this.commands = new WriteCommands(random, customer, tally);
    this.random = random;
    this.tally = tally;
  }

  /** Sends one command, and reads with its token until one succeeds. */
  void pair() {
    Write write = commands.any();
    newest.put(write.subject(), write);
    if (write.token().isEmpty()) {
      return;
    }
    List<Write> asked = new ArrayList<>(List.of(write));
    if (random.nextInt(4) == 0) {
      recent.stream()
          .filter(earlier -> earlier.equals(newest.get(earlier.subject())))
          .limit(1 + random.nextInt(REMEMBERED))
          .forEach(asked::add);
    }
    List<Expectation> expectations = asked.get(random.nextInt(asked.size())).expectations();
    read(asked, expectations.get(random.nextInt(expectations.size())));
    tally.pairs.incrementAndGet();
    recent.addFirst(write);
    if (recent.size() > REMEMBERED) {
      recent.removeLast();
    }
  }

  private void read(List<Write> writes, Expectation expectation) {
    List<String> headers = tokens(writes);
    String wait = WAITS.get(random.nextInt(WAITS.size()));
    if (!wait.isEmpty()) {
      headers.addAll(List.of("Prefer", wait));
    }
    String[] all = headers.toArray(String[]::new);
    if (!readOnce(expectation, all)) {
      await("response of " + expectation.path())
          .atMost(TIMEOUT)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> readOnce(expectation, all));
    }
    if (writes.size() > 1) {
      tally.merged.incrementAndGet();
    }
  }

  /** Sends several tokens in one header or in several. */
  private List<String> tokens(List<Write> writes) {
    List<String> tokens = writes.stream().map(Write::token).toList();
    List<String> headers = new ArrayList<>();
    if (random.nextBoolean()) {
      headers.addAll(List.of("Consistency-Token", String.join(", ", tokens)));
    } else {
      tokens.forEach(token -> headers.addAll(List.of("Consistency-Token", token)));
    }
    return headers;
  }

  /** Returns whether the read succeeded; a rejected read is repeated. */
  private boolean readOnce(Expectation expectation, String... headers) {
    try {
      Http.Answer answer = QUERY.send("GET", expectation.path(), "", headers);
      if (answer.status() == 503 || answer.status() == 504) {
        tally.refused.incrementAndGet();
        return false;
      }
      if (answer.status() != 200 && answer.status() != 404) {
        throw new IllegalStateException(expectation + " returned " + answer);
      }
      expectation
          .missingIn(answer)
          .ifPresentOrElse(
              missing -> tally.stale(expectation.path() + ": " + missing),
              tally.fresh::incrementAndGet);
      return true;
    } catch (UncheckedIOException down) {
      tally.unreachable.incrementAndGet();
      return false;
    }
  }
}
