package org.entitlementledger.house;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.house.House.API;
import static org.entitlementledger.house.House.CORE;
import static org.entitlementledger.house.House.MAIN;
import static org.entitlementledger.house.House.PROJECTIONS;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which part of the house may see which (DESIGN.md, "The house"). */
class ArchitectureTest {
  /** The packages that all capabilities stand on: each sees those before it and none after it. */
  private static final List<Set<String>> FOUNDATION =
      List.of(
          Set.of("kernel"),
          Set.of("catalogue"),
          Set.of("decision", "quota"),
          Set.of("contract"),
          Set.of("team"),
          Set.of("entitlement"),
          Set.of("statement"));

  /** What is not the domain: its ways out. */
  private static final Set<String> WAYS_OUT = Set.of("axon", "json", "catalogue.file");

  /** Seen by the sessions of each kind: progress calls, reviews, workshops. */
  private static final Set<String> SHARED_BY_CAPABILITIES = Set.of("session");

  /** The packages of the service from the bottom up: each sees those before it, or beside it. */
  private static final List<Set<String>> SERVICE =
      List.of(
          Set.of("settings", "process", "json"),
          Set.of("database"),
          Set.of("ledger"),
          Set.of("problem"),
          Set.of("security"),
          Set.of("web"),
          Set.of("query", "reference"),
          Set.of("command"),
          Set.of("audit", "finance", "admin"),
          Set.of("cli"));

  private static String core(String name) {
    return CORE + "." + name;
  }

  private static String[] core(Set<String> names) {
    return names.stream().map(ArchitectureTest::core).toArray(String[]::new);
  }

  /** All packages of the core right below its root. */
  private static Set<String> packages() {
    var names = new TreeSet<String>();
    MAIN.that(resideInAPackage(CORE + ".*"))
        .forEach(one -> names.add(one.getPackageName().substring(CORE.length() + 1)));
    return names;
  }

  static Set<String> capabilities() {
    Set<String> names = packages();
    FOUNDATION.forEach(names::removeAll);
    names.removeAll(WAYS_OUT);
    names.removeAll(SHARED_BY_CAPABILITIES);
    return names;
  }

  @Test
  void findsTheWholeHouse() {
    assertThat(capabilities()).contains("accelerator", "voucher", "progresscall", "profile");
    for (String part : List.of(CORE, PROJECTIONS, API)) {
      assertThat(MAIN.that(resideInAPackage(part + ".."))).as(part).hasSizeGreaterThan(30);
    }
  }

  @Test
  void coreSeesNeitherViewsNorTheService() {
    noClasses()
        .that()
        .resideInAPackage(CORE + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PROJECTIONS + "..", API + "..")
        .because("the rules must not change when a view or an endpoint does")
        .check(MAIN);
  }

  @Test
  void viewsDoNotSeeTheService() {
    noClasses()
        .that()
        .resideInAPackage(PROJECTIONS + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(API + "..")
        .because("views are computed from the log alone, whoever asks")
        .check(MAIN);
  }

  @Test
  void whatIsProvedFoldsTheWholeLog() {
    noClasses()
        .that()
        .resideInAnyPackage(
            PROJECTIONS + ".verification",
            PROJECTIONS + ".follow",
            PROJECTIONS + ".tree",
            API + ".verification",
            API + ".export")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(PROJECTIONS + ".snapshot")
        .because("a stored state is a cache, and proves nothing")
        .check(MAIN);
  }

  @Test
  void theDomainIsJavaAndPersistentCollections() {
    classes()
        .that(resideInAPackage(CORE + "..").and(resideOutsideOfPackages(core(WAYS_OUT))))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..", "org.pcollections..", CORE + "..")
                .and(resideOutsideOfPackages(core(WAYS_OUT))))
        .because("a reader finds a rule without knowing Axon, Spring or Jackson")
        .check(MAIN);
  }

  @Test
  void axonJacksonAndYamlHaveOnePackageEach() {
    noClasses()
        .that(resideInAPackage(CORE + "..").and(resideOutsideOfPackages(core("axon"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.axonframework..", "org.springframework..")
        .because("the framework can be left without touching a rule")
        .check(MAIN);
    noClasses()
        .that(resideInAPackage(CORE + "..").and(resideOutsideOfPackages(core("json"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml..")
        .because("the form in which things are stored is decided in one place")
        .check(MAIN);
    noClasses()
        .that(resideInAPackage(CORE + "..").and(resideOutsideOfPackages(core("catalogue.file"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .because("the catalogue file is the only YAML")
        .check(MAIN);
  }

  @Test
  void theFoundationHasAnOrder() {
    for (int floor = 0; floor < FOUNDATION.size(); floor++) {
      var above = packages();
      for (Set<String> seen : FOUNDATION.subList(0, floor)) {
        above.removeAll(seen);
      }
      for (String one : FOUNDATION.get(floor)) {
        var hidden = new TreeSet<>(above);
        hidden.remove(one);
        noClasses()
            .that()
            .resideInAPackage(core(one))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(core(hidden))
            .because("what all rules stand on is read from the bottom up")
            .check(MAIN);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void capabilitiesDoNotSeeEachOther(String capability) {
    var others = new TreeSet<>(capabilities());
    others.remove(capability);
    noClasses()
        .that()
        .resideInAPackage(core(capability))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(core(others))
        .because("a capability is read, tested and changed alone")
        .check(MAIN);
  }

  @Test
  void onlyCommandsEventsAndItemsKnowTheAccount() {
    noClasses()
        .that()
        .resideInAnyPackage(core("kernel"), core("catalogue"), core("decision"), core("quota"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CORE)
        .because("the root and the capabilities know each other by construction, nothing else")
        .check(MAIN);
  }

  @Test
  void theServiceIsReadFromTheBottomUp() {
    var above = new TreeSet<String>();
    MAIN.that(resideInAPackage(API + ".*.."))
        .forEach(
            one ->
                above.add(
                    one.getPackageName().substring(API.length() + 1).replaceFirst("\\..*", "")));
    for (Set<String> floor : SERVICE) {
      assertThat(above).containsAll(floor);
      above.removeAll(floor);
      noClasses()
          .that()
          .resideInAnyPackage(service(floor))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(service(above))
          .because("a layer is understood with those below it alone")
          .check(MAIN);
    }
    assertThat(above).as("packages without a place").isEmpty();
  }

  private static String[] service(Set<String> names) {
    return names.stream().map(name -> API + "." + name + "..").toArray(String[]::new);
  }

  @Test
  void theWriterKnowsNothingOfHttp() {
    noClasses()
        .that()
        .resideInAnyPackage(API + ".ledger..", API + ".database..", API + ".json..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.servlet..", "org.springframework.http..", "org.springframework.web..")
        .because("commands also come from files and tests")
        .check(MAIN);
  }

  @Test
  void noRuleReadsTheCatalogueFile() {
    noClasses()
        .that(resideInAPackage(CORE + "..").and(resideOutsideOfPackages(core("catalogue.file"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(core("catalogue.file"))
        .because("the file names the keys of all capabilities, and so stands above them")
        .check(MAIN);
  }

  /** What {@link #noRuleReadsTheCatalogueFile} holds cannot be part of a cycle. */
  @ParameterizedTest
  @ValueSource(strings = {CORE, PROJECTIONS, API})
  void packagesHaveNoCycles(String part) {
    slices()
        .matching(part + ".(*)..")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(resideInAPackage(core("catalogue.file")), alwaysTrue())
        .because("packages that need each other are one package")
        .check(MAIN);
  }
}
