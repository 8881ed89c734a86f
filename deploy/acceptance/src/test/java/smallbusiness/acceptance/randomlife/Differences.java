package smallbusiness.acceptance.randomlife;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Collects what does not agree, so that one look tells of all of it. */
final class Differences {

  private final List<String> all = new ArrayList<>();

  void add(String difference) {
    all.add(difference);
  }

  /** Adds a difference unless the two are the same; amounts are compared as amounts. */
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
