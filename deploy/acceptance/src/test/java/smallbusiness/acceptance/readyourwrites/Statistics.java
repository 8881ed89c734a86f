package smallbusiness.acceptance.readyourwrites;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts writes and the reads with their tokens. Thread-safe. */
final class Statistics {

  /** Commands, each followed by reads until one succeeded. */
  final AtomicInteger pairs = new AtomicInteger();

  /** Reads that returned the change. */
  final AtomicInteger fresh = new AtomicInteger();

  /** Fresh reads with several tokens. */
  final AtomicInteger merged = new AtomicInteger();

  /** Reads that were rejected with 503 or 504. */
  final AtomicInteger refused = new AtomicInteger();

  /** Reads without a response. */
  final AtomicInteger unreachable = new AtomicInteger();

  /** Commands whose response, and so their token, was lost: not counted as pairs. */
  final AtomicInteger lost = new AtomicInteger();

  private final Map<String, AtomicInteger> commands = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicInteger> faults = new ConcurrentSkipListMap<>();
  private final ConcurrentLinkedQueue<String> stale = new ConcurrentLinkedQueue<>();

  void command(String kind) {
    commands.computeIfAbsent(kind, key -> new AtomicInteger()).incrementAndGet();
  }

  void fault(String kind) {
    faults.computeIfAbsent(kind, key -> new AtomicInteger()).incrementAndGet();
  }

  void stale(String what) {
    stale.add(what);
  }

  /** Reads that returned an older state, as sentences. */
  List<String> stale() {
    return List.copyOf(stale);
  }

  /** The number of commands by kind. */
  Map<String, AtomicInteger> commands() {
    return commands;
  }

  /** The number of killed processes. */
  int kills() {
    return faults.entrySet().stream()
        .filter(fault -> fault.getKey().startsWith(FaultInjection.KILL))
        .mapToInt(fault -> fault.getValue().get())
        .sum();
  }

  @Override
  public String toString() {
    return "%s writes with reads: %s fresh reads (%s with several tokens), %s rejected, %s unreachable, %d stale; %s tokens lost; commands %s; faults %s"
        .formatted(
            pairs, fresh, merged, refused, unreachable, stale.size(), lost, commands, faults);
  }
}
