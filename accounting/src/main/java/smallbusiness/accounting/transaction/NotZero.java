package smallbusiness.accounting.transaction;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A sum of which something came or went. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NotZero.Validator.class)
@interface NotZero {

  /** What the client is told. */
  String message() default "must not be zero";

  /** Part of every constraint. */
  Class<?>[] groups() default {};

  /** Part of every constraint. */
  Class<? extends Payload>[] payload() default {};

  /** Says so; what is missing is another constraint's concern. */
  final class Validator implements ConstraintValidator<NotZero, BigDecimal> {

    @Override
    public boolean isValid(@Nullable BigDecimal sum, ConstraintValidatorContext context) {
      return sum == null || sum.signum() != 0;
    }
  }
}
