package smallbusiness.messaging.testing;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Service;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Rules that all systems follow. The tests of each system have a subclass that names its
 * application. A rule that applies to nothing fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // reads the classes once
public abstract class ServiceConventions {

  private static final List<String> SHARED =
      List.of("smallbusiness.messaging.", "smallbusiness.schemas.", "smallbusiness.events.");

  private static final String EVENT_HANDLER = "smallbusiness.messaging.feed.EventHandler";

  private static final String WEB =
      "(org\\.springframework\\.(web|http)|jakarta\\.servlet|smallbusiness\\.messaging\\.(web|problem))\\..*";

  private final String system;
  private final JavaClasses classes;

  /** Checks the system of the given application class. */
  protected ServiceConventions(Class<?> application) {
    this.system = application.getPackageName();
    this.classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(system, "smallbusiness.messaging");
  }

  @Test
  void every_package_is_null_marked() {
    judge(
        own(type -> true).map(JavaClass::getPackageName).distinct(),
        ServiceConventions::markedNonNull);
  }

  @Test
  void web_and_messaging_edges_are_package_private() {
    judge(
        own(ServiceConventions::isEdge),
        edge ->
            !edge.getModifiers().contains(JavaModifier.PUBLIC)
                && edge.getSimpleName().matches(".*(Controller|Problems|EventHandler)"));
  }

  @Test
  void every_address_begins_with_the_name_of_the_system() {
    String prefix = "/" + system.substring(system.lastIndexOf('.') + 1) + "/";
    judge(
        own(type -> type.isAnnotatedWith(RestController.class)),
        controller ->
            Arrays.stream(controller.getAnnotationOfType(RequestMapping.class).value())
                .allMatch(path -> (path + "/").startsWith(prefix)));
  }

  @Test
  void no_system_depends_on_another() {
    judge(
        own(type -> true)
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType().getName())
            .filter(name -> name.startsWith("smallbusiness."))
            .distinct(),
        name -> name.startsWith(system + ".") || SHARED.stream().anyMatch(name::startsWith));
  }

  @Test
  void the_domain_does_not_know_the_web() {
    judge(
        own(ServiceConventions::isDomain),
        type ->
            type.getDirectDependenciesFromSelf().stream()
                .noneMatch(dependency -> dependency.getTargetClass().getName().matches(WEB)));
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching(system + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void nothing_is_injected_into_fields() {
    judge(
        own(type -> true).flatMap(type -> type.getFields().stream()),
        field ->
            !field.isAnnotatedWith(Autowired.class)
                && !field.isAnnotatedWith(Value.class)
                && !field.isAnnotatedWith("jakarta.persistence.PersistenceContext"));
  }

  /** Includes those of the libraries. */
  @Test
  void properties_are_validated_records() {
    judge(
        classes.stream().filter(type -> type.isAnnotatedWith(ConfigurationProperties.class)),
        type -> type.isRecord() && type.isAnnotatedWith(Validated.class));
  }

  @Test
  void no_class_is_named_after_a_pattern() {
    judge(
        own(type -> !type.getSimpleName().isEmpty()),
        type -> !type.getSimpleName().matches(".*(Impl|Manager|Helper|Utils?|Dto|DTO)"));
  }

  @Test
  void migrations_are_numbered_without_a_gap_and_named_by_what_they_do() throws IOException {
    List<String> names =
        Arrays.stream(
                new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/*"))
            .map(Resource::getFilename)
            .map(String::valueOf)
            .toList();
    judge(names.stream(), name -> name.matches("V[1-9][0-9]*__[a-z0-9_]+\\.sql"));
    assertThat(names.stream().map(name -> name.replaceAll("^V|__.*", "")).toList())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, names.size()).mapToObj(Integer::toString).toList());
  }

  private Stream<JavaClass> own(Predicate<JavaClass> which) {
    return classes.stream()
        .filter(type -> (type.getPackageName() + ".").startsWith(system + "."))
        .filter(which);
  }

  private static <T> void judge(Stream<T> judged, Predicate<T> rule) {
    List<T> all = judged.toList();
    assertThat(all).as("what the rule applies to").isNotEmpty();
    assertThat(all.stream().filter(rule.negate()).toList()).as("what breaks the rule").isEmpty();
  }

  private static boolean isEdge(JavaClass type) {
    return type.isAnnotatedWith(RestController.class)
        || type.isAnnotatedWith(RestControllerAdvice.class)
        || type.isAssignableTo(EVENT_HANDLER);
  }

  private static boolean isDomain(JavaClass type) {
    return type.isAnnotatedWith("jakarta.persistence.Entity")
        || type.isAnnotatedWith(Service.class)
        || type.isAssignableTo(RuntimeException.class);
  }

  private static boolean markedNonNull(String packageName) {
    try {
      return Class.forName(packageName + ".package-info").isAnnotationPresent(NullMarked.class);
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
