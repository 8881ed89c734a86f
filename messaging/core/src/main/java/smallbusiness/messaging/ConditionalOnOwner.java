package smallbusiness.messaging;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import smallbusiness.schemas.Owner;

/** Matches in a system that publishes: {@code spring.application.name} names an {@link Owner}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Conditional(ConditionalOnOwner.OwnerCondition.class)
public @interface ConditionalOnOwner {

  /** The condition behind the annotation. */
  final class OwnerCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return ownerIn(context.getEnvironment()).isPresent();
    }

    /** The system that the application is, or empty when it publishes nothing. */
    public static Optional<Owner> ownerIn(Environment environment) {
      String application = environment.getProperty("spring.application.name", "");
      return Arrays.stream(Owner.values())
          .filter(owner -> owner.id().equals(application))
          .findFirst();
    }
  }
}
