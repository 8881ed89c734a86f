package smallbusiness.messaging.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A state diagram of the documentation, so that a test can compare it with the code. */
public final class StateDiagram {

  /** Tests run in their module's folder. */
  private static final Path DOCUMENTATION = Path.of("../docs/order-life.md");

  private static final Pattern TRANSITION = Pattern.compile("(\\S+) --> (\\w+)(:.*)?");

  private StateDiagram() {}

  /**
   * A transition between states; {@code [*]} is the initial one.
   *
   * @param from the state's name, or its alias when it has one
   */
  public record Transition(String from, String to) implements Comparable<Transition> {

    @Override
    public int compareTo(Transition other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return from + " --> " + to;
    }
  }

  /** The transitions drawn in the first state diagram below a heading; ends are left out. */
  public static Set<Transition> below(String heading) {
    Set<Transition> drawn = new TreeSet<>();
    for (String line : diagram(heading)) {
      Matcher transition = TRANSITION.matcher(line.strip());
      if (transition.matches()) {
        drawn.add(new Transition(transition.group(1), transition.group(2)));
      }
    }
    if (drawn.isEmpty()) {
      throw new IllegalStateException("No transitions below " + heading);
    }
    return drawn;
  }

  private static List<String> diagram(String heading) {
    try {
      return Files.readAllLines(DOCUMENTATION).stream()
          .dropWhile(line -> !line.equals("### " + heading))
          .dropWhile(line -> !line.equals("stateDiagram-v2"))
          .takeWhile(line -> !line.equals("```"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
