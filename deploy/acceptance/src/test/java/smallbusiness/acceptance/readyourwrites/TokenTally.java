package smallbusiness.acceptance.readyourwrites;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of writes and of the reads that brought their tokens. Safe for use by many. */
final class TokenTally {

  /** Commands carried out, each followed by reads until one was answered with 200. */
  final AtomicInteger pairs = new AtomicInteger();

  /** Reads that showed the change. */
  final AtomicInteger fresh = new AtomicInteger();

  /** Of these, reads that brought several tokens. */
  final AtomicInteger merged = new AtomicInteger();

  /** Reads answered "not yet" or "not now". */
  final AtomicInteger refused = new AtomicInteger();

  /** Reads without an answer. */
  final AtomicInteger unreachable = new AtomicInteger();

  /** Commands whose answer got lost with their token: no pair. */
  final AtomicInteger lost = new AtomicInteger();

  private final Map<String, AtomicInteger> commands = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicInteger> blows = new ConcurrentSkipListMap<>();
  private final ConcurrentLinkedQueue<String> stale = new ConcurrentLinkedQueue<>();

  void command(String kind) {
    commands.computeIfAbsent(kind, key -> new AtomicInteger()).incrementAndGet();
  }

  void blow(String kind) {
    blows.computeIfAbsent(kind, key -> new AtomicInteger()).incrementAndGet();
  }

  void stale(String what) {
    stale.add(what);
  }

  /** Reads that were answered 200 with something older, each in words. */
  List<String> stale() {
    return List.copyOf(stale);
  }

  /** The kinds of commands, with how many there were. */
  Map<String, AtomicInteger> commands() {
    return commands;
  }

  /** How many processes were killed. */
  int kills() {
    return blows.entrySet().stream()
        .filter(blow -> blow.getKey().startsWith(TokenStorm.KILL))
        .mapToInt(blow -> blow.getValue().get())
        .sum();
  }

  @Override
  public String toString() {
    return "%s pairs of a write and its read: %s reads fresh (%s with several tokens), %s refused, %s unreachable, %d stale; %s tokens lost; commands %s; blows %s"
        .formatted(pairs, fresh, merged, refused, unreachable, stale.size(), lost, commands, blows);
  }
}
