package smallbusiness.acceptance.randomlife;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Collects all differences for one report. */
final class Differences {

  private final List<String> all = new ArrayList<>();

  void add(String difference) {
    all.add(difference);
  }

  /** Adds a difference unless both values are equal; amounts are compared numerically. */
  void same(String what, Object expected, Object actual) {
    boolean same =
        (expected instanceof BigDecimal one && actual instanceof BigDecimal other)
            ? one.compareTo(other) == 0
            : expected.equals(actual);
    if (!same) {
      all.add(what + ": " + expected + " expected, " + actual + " found");
    }
  }

  List<String> all() {
    return all;
  }
}
