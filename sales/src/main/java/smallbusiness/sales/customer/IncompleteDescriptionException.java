package smallbusiness.sales.customer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer's first description left something out. */
final class IncompleteDescriptionException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<String> missing;

  private IncompleteDescriptionException(List<String> missing) {
    super("A customer's first description lacks " + String.join(", ", missing));
    this.missing = missing;
  }

  static IncompleteDescriptionException without(
      @Nullable String name, @Nullable String email, @Nullable String country) {
    List<String> missing = new ArrayList<>();
    if (name == null) {
      missing.add("name");
    }
    if (email == null) {
      missing.add("email");
    }
    if (country == null) {
      missing.add("country");
    }
    return new IncompleteDescriptionException(List.copyOf(missing));
  }

  /** What is missing, by name. */
  List<String> missing() {
    return missing;
  }
}
