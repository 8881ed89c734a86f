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

/** A sum that is not zero. Null is valid. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NotZero.Validator.class)
@interface NotZero {

  String message() default "must not be zero";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<NotZero, BigDecimal> {

    @Override
    public boolean isValid(@Nullable BigDecimal sum, ConstraintValidatorContext context) {
      return sum == null || sum.signum() != 0;
    }
  }
}
