package org.jobscribe;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom, and what no class may do. */
class ArchitectureTest {

  private static final String ROOT = "org.jobscribe.";

  /** Each package and the packages of ours that it may use. */
  private static final Map<String, Set<String>> MAY_USE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("json", Set.of()),
              Map.entry("database", Set.of("setting")),
              Map.entry("catalogue.value", Set.of()),
              Map.entry("grizzly", Set.of()),
              Map.entry("setting", Set.of()),
              Map.entry("problem", Set.of("setting", "json", "grizzly", "database")),
              Map.entry("security", Set.of("setting", "json", "problem")),
              Map.entry("web", Set.of("setting", "json", "problem", "security")),
              Map.entry("job", Set.of("setting", "json", "problem", "security", "web", "database")),
              Map.entry(
                  "follow",
                  Set.of(
                      "setting",
                      "json",
                      "grizzly",
                      "problem",
                      "security",
                      "web",
                      "database",
                      "job")),
              Map.entry("idempotency", Set.of("setting", "database", "problem", "job")),
              Map.entry(
                  "engine",
                  Set.of(
                      "setting",
                      "json",
                      "problem",
                      "security",
                      "web",
                      "database",
                      "job",
                      "idempotency")),
              Map.entry(
                  "catalogue",
                  Set.of(
                      "setting",
                      "json",
                      "problem",
                      "security",
                      "web",
                      "database",
                      "catalogue.value")),
              Map.entry("bulkedit", feature()),
              Map.entry("itemimport", feature()),
              Map.entry("retention", Set.of("setting", "database", "job", "engine", "idempotency")),
              Map.entry(
                  "operations", Set.of("database", "problem", "web", "engine", "job", "follow")),
              Map.entry("console", Set.of("security"))));

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.jobscribe");

  private static Set<String> feature() {
    return Set.of(
        "json", "problem", "security", "web", "job", "engine", "catalogue", "catalogue.value");
  }

  static Stream<String> packages() {
    return MAY_USE.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageUsesOnlyWhatItMay(String name) {
    DescribedPredicate<JavaClass> allowed =
        resideInAnyPackage(
                Stream.concat(Stream.of(name), MAY_USE.get(name).stream())
                    .map(ROOT::concat)
                    .toArray(String[]::new))
            .or(not(resideInAPackage("org.jobscribe..")));
    classes()
        .that()
        .resideInAPackage(ROOT + name)
        .should()
        .onlyDependOnClassesThat(are(allowed))
        .check(OURS);
  }

  @Test
  void everyPackageHasItsRule() {
    Set<String> packages =
        OURS.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(ROOT.length()))
            .collect(Collectors.toSet());
    assertThat(MAY_USE.keySet()).isEqualTo(packages);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.jobscribe.(**)").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void onlyResourcesHavePaths() {
    classes()
        .that()
        .areAnnotatedWith(Path.class)
        .should()
        .haveSimpleNameEndingWith("Resource")
        .check(OURS);
    methods()
        .that()
        .areAnnotatedWith(Path.class)
        .should()
        .beDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Resource")
        .check(OURS);
  }

  @Test
  void onlyStatelessServicesUseTheEntityManager() {
    noClasses()
        .that()
        .areNotAnnotatedWith(Stateless.class)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(EntityManager.class)
        .check(OURS);
  }

  @Test
  void onlyTheDatabasePackageTakesConnectionsFromThePool() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage(ROOT + "database")
        .and()
        .haveRawType(DataSource.class)
        .should()
        .notBeAnnotatedWith(Resource.class)
        .check(OURS);
  }

  @Test
  void entitiesHaveVerbsAndNoPublicSetters() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(annotatedWith(Entity.class).or(annotatedWith(Embeddable.class)))
        .should()
        .haveNameNotMatching("set([A-Z].*)?")
        .check(OURS);
  }

  @Test
  void threadsAreTheContainers() {
    noClasses()
        .should()
        .callConstructorWhere(callTo(Thread.class))
        .orShould()
        .callMethodWhere(callTo(Thread.class).and(named("sleep")))
        .check(OURS);
  }

  @Test
  void nothingIsPrinted() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethodWhere(named("printStackTrace"))
        .check(OURS);
  }

  @Test
  void onlySecurityKnowsDate() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "security")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Date.class)
        .check(OURS);
  }

  @Test
  void namesSayWhatAClassIs() {
    for (String ending : List.of("Impl", "Util", "Utils", "Helper", "Manager", "Dto")) {
      noClasses().should().haveSimpleNameEndingWith(ending).check(OURS);
    }
  }

  private static DescribedPredicate<JavaCall<?>> callTo(Class<?> owner) {
    return DescribedPredicate.describe(
        "call to " + owner.getName(), call -> call.getTargetOwner().isAssignableTo(owner));
  }

  private static DescribedPredicate<JavaCall<?>> named(String method) {
    return DescribedPredicate.describe(
        "call of " + method, call -> name(method).test(call.getTarget()));
  }
}
