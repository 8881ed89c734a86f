package smallbusiness.benchmarks.relay;

import java.util.Locale;

/** The alternatives to the relay; each has its own topic and slot. */
enum Alternative {
  FLOOR("bare loop (floor): loses and repeats after a crash"),
  ENGINE("the same engine, plain idempotent sends: repeats after a crash"),
  CONNECT("Kafka Connect, the same connector: repeats after a crash");

  private final String description;

  Alternative(String description) {
    this.description = description;
  }

  /** The label in the tables. */
  String description() {
    return description;
  }

  String topic() {
    return name().toLowerCase(Locale.ROOT);
  }
}
