package smallbusiness.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro instantiate our generated classes. Since 1.12 it only reads trusted classes; doing this
 * in code makes a system property unnecessary.
 */
final class TrustedClasses {

  private static final String GENERATED = "smallbusiness.events.";

  private TrustedClasses() {}

  /** Adds our generated classes to the trusted ones. */
  static void trustEvents() {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(GENERATED)));
  }
}
