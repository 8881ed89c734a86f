package smallbusiness.warehouse.stock;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;

/** Constraints of an item's fields, shared by the requests that add and change items. */
final class ItemRules {

  private ItemRules() {}

  /** One line of text: not blank, no control characters. */
  @Size(max = 200)
  @Pattern(regexp = ".*\\S.*", flags = Pattern.Flag.DOTALL, message = "must not be blank")
  @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Line {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  /** Free text. */
  @Size(max = 4000)
  @Pattern(regexp = "[^\\x00]*", message = "must not contain NUL characters")
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Text {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  /** A price that fits NUMERIC(12,2). */
  @DecimalMin("0")
  @Digits(integer = 10, fraction = 2)
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Price {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  /** Pieces on hand. The maximum is beyond any small business and safe to add up. */
  @PositiveOrZero
  @Max(1_000_000_000)
  @Constraint(validatedBy = {})
  @Retention(RUNTIME)
  @interface Pieces {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }
}
