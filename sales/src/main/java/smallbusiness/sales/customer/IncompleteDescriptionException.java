package smallbusiness.sales.customer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A new customer's details are incomplete. */
final class IncompleteDescriptionException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Names of the missing fields. */
  final transient List<String> missing;

  private IncompleteDescriptionException(List<String> missing) {
    super("A new customer requires " + String.join(", ", missing));
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
}
