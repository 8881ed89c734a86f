package smallbusiness.benchmarks.relay;

import java.util.Locale;

/** What the relay is measured beside; each has a topic and a slot of its own. */
enum Peer {
  FLOOR("bare loop (floor): loses and repeats after a crash"),
  ENGINE("the same engine, plain idempotent sends: repeats after a crash"),
  CONNECT("Kafka Connect, the same connector: repeats after a crash");

  private final String description;

  Peer(String description) {
    this.description = description;
  }

  /** For the tables. */
  String description() {
    return description;
  }

  String topic() {
    return name().toLowerCase(Locale.ROOT);
  }
}
