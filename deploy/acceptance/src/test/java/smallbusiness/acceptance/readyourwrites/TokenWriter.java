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
import smallbusiness.acceptance.readyourwrites.TokenWrite.Sight;
import smallbusiness.acceptance.support.Http;

/**
 * Somebody who changes things of their own and reads each change back with its token, until an
 * answer comes. One that shows something older is a breach, whenever it comes.
 */
final class TokenWriter {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int REMEMBERED = 6;
  private static final List<String> WAITS = List.of("", "wait=0", "wait=1", "wait=5");

  private final TokenCommands commands;
  private final Random random;
  private final TokenTally tally;
  private final Deque<TokenWrite> recent = new ArrayDeque<>();
  private final Map<String, TokenWrite> newest = new HashMap<>();

  TokenWriter(Random random, long customer, TokenTally tally) {
    this.commands = new TokenCommands(random, customer, tally);
    this.random = random;
    this.tally = tally;
  }

  /** One command, and reads with its token until one is answered. */
  void pair() {
    TokenWrite write = commands.any();
    newest.put(write.subject(), write);
    if (write.token().isEmpty()) {
      return;
    }
    List<TokenWrite> asked = new ArrayList<>(List.of(write));
    if (random.nextInt(4) == 0) {
      recent.stream()
          .filter(earlier -> earlier.equals(newest.get(earlier.subject())))
          .limit(1 + random.nextInt(REMEMBERED))
          .forEach(asked::add);
    }
    List<Sight> sights = asked.get(random.nextInt(asked.size())).sights();
    read(asked, sights.get(random.nextInt(sights.size())));
    tally.pairs.incrementAndGet();
    recent.addFirst(write);
    if (recent.size() > REMEMBERED) {
      recent.removeLast();
    }
  }

  private void read(List<TokenWrite> writes, Sight sight) {
    List<String> headers = tokens(writes);
    String wait = WAITS.get(random.nextInt(WAITS.size()));
    if (!wait.isEmpty()) {
      headers.addAll(List.of("Prefer", wait));
    }
    String[] all = headers.toArray(String[]::new);
    if (!answered(sight, all)) {
      await("an answer of " + sight.path())
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> answered(sight, all));
    }
    if (writes.size() > 1) {
      tally.merged.incrementAndGet();
    }
  }

  /** Several tokens travel in one header or in several. */
  private List<String> tokens(List<TokenWrite> writes) {
    List<String> tokens = writes.stream().map(TokenWrite::token).toList();
    List<String> headers = new ArrayList<>();
    if (random.nextBoolean()) {
      headers.addAll(List.of("Consistency-Token", String.join(", ", tokens)));
    } else {
      tokens.forEach(token -> headers.addAll(List.of("Consistency-Token", token)));
    }
    return headers;
  }

  private boolean answered(Sight sight, String... headers) {
    try {
      Http.Answer answer = QUERY.send("GET", sight.path(), "", headers);
      if (answer.status() == 503 || answer.status() == 504) {
        tally.refused.incrementAndGet();
        return false;
      }
      if (answer.status() != 200 && answer.status() != 404) {
        throw new IllegalStateException(sight + " was answered " + answer);
      }
      sight
          .missingIn(answer)
          .ifPresentOrElse(
              missing -> tally.stale(sight.path() + ": " + missing), tally.fresh::incrementAndGet);
      return true;
    } catch (UncheckedIOException down) {
      tally.unreachable.incrementAndGet();
      return false;
    }
  }
}
