package smallbusiness.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro that it may make instances of our generated classes: since 1.12 it reads no class that
 * it was not told to trust. Done here, so that no deployment depends on a system property.
 */
final class TrustedClasses {

  private static final String GENERATED = "smallbusiness.events.";

  private TrustedClasses() {}

  /** Adds our generated classes to what is trusted already. */
  static void trustEvents() {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(GENERATED)));
  }
}
