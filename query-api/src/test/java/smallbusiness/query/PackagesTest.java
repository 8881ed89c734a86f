package smallbusiness.query;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackagesTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("smallbusiness.query");

  @Test
  void the_rules_apply_to_all_packages() {
    assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
        .contains("smallbusiness.query.cache", "smallbusiness.query.order")
        .hasSizeGreaterThan(10);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("smallbusiness.query.(*)..").should().beFreeOfCycles().check(classes);
  }
}
