package smallbusiness.sales.customer;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.web.request.ReadOnlyFields;

/**
 * The request body of a customer: all details at first, later those that change. Read-only fields
 * may be sent and must then match the current values.
 */
record CustomerRequest(
    @Nullable Long id,
    @Size(max = 200)
        @Pattern(regexp = NOT_BLANK, flags = Pattern.Flag.DOTALL, message = "must not be blank")
        @Pattern(regexp = ONE_LINE, message = "must not contain control characters")
        @Nullable String name,
    @Size(max = 254) @Pattern(regexp = ADDRESS, message = "must be an e-mail address")
        @Nullable String email,
    @Size(max = 100)
        @Pattern(regexp = NOT_BLANK, flags = Pattern.Flag.DOTALL, message = "must not be blank")
        @Pattern(regexp = ONE_LINE, message = "must not contain control characters")
        @Nullable String country,
    @Nullable Long version) {

  private static final String NOT_BLANK = ".*\\S.*";
  private static final String ONE_LINE = "\\P{Cntrl}*";
  private static final String ADDRESS = "[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+";

  Description description() {
    return new Description(name, email, country);
  }

  /** Throws a 400 problem when a read-only field differs from the current customer. */
  void requireReadOnlyFieldsOf(long actualId, long actualVersion) {
    new ReadOnlyFields()
        .compare("id", id, actualId)
        .compare("version", version, actualVersion)
        .accept();
  }
}
