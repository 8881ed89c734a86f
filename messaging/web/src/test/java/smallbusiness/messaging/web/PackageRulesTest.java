package smallbusiness.messaging.web;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackageRulesTest {

  /** ArchUnit fails if no package matches. */
  @Test
  void the_packages_have_no_cycles() {
    slices()
        .matching("smallbusiness.messaging.web.(*)..")
        .should()
        .beFreeOfCycles()
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("smallbusiness.messaging.web"));
  }
}
