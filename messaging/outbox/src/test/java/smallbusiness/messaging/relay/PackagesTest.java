package smallbusiness.messaging.relay;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The packages of the messaging libraries on this module's class path. */
class PackagesTest {

  private static final int MOST_CLASSES = 15;

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("smallbusiness.messaging");

  @Test
  void packages_have_no_cycles() {
    Set<String> packages =
        classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(packages)
        .contains(
            "smallbusiness.messaging.outbox",
            "smallbusiness.messaging.relay",
            "smallbusiness.messaging.relay.slot",
            "smallbusiness.messaging.schema");

    slices().matching("smallbusiness.messaging.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void packages_of_the_relay_stay_small() {
    var sizes =
        classes.that(DescribedPredicate.describe("top-level", JavaClass::isTopLevelClass)).stream()
            .filter(type -> type.getPackageName().startsWith("smallbusiness.messaging.relay"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

    assertThat(sizes).hasSizeGreaterThan(5);
    assertThat(sizes.values()).allMatch(size -> size <= MOST_CLASSES);
  }
}
