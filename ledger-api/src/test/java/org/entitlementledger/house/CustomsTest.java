package org.entitlementledger.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.house.House.CORE;
import static org.entitlementledger.house.House.MAIN;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.entitlementledger.api.LedgerApplication;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.junit.jupiter.api.Test;

/** What nobody in the house does. */
class CustomsTest {
  private static final Pattern VAGUE_NAME =
      Pattern.compile("Base.+|.*(Manager|Helper|Utils?|Impl|Service|Dto)");

  private static final Pattern INTERRUPTS =
      Pattern.compile("\\binterrupt\\(\\)|\\bshutdownNow\\(|\\bcancel\\(true\\)");

  private static DescribedPredicate<JavaCall<?>> callTo(String owner, String... methods) {
    Set<String> names = Set.of(methods);
    return DescribedPredicate.describe(
        "calls " + owner + " " + names,
        call ->
            call.getTargetOwner().getName().equals(owner)
                && names.contains(call.getTarget().getName()));
  }

  private static DescribedPredicate<JavaCall<?>> callWithout(
      String argument, String owner, String... methods) {
    return DescribedPredicate.describe(
        "calls " + owner + " without " + argument,
        call ->
            callTo(owner, methods).test(call)
                && call.getTarget().getRawParameterTypes().stream()
                    .map(JavaClass::getName)
                    .noneMatch(argument::equals));
  }

  private static void nobody(String because, List<DescribedPredicate<JavaCall<?>>> calls) {
    for (DescribedPredicate<JavaCall<?>> call : calls) {
      noClasses().should().callCodeUnitWhere(call(call)).because(because).check(MAIN);
    }
  }

  private static DescribedPredicate<JavaCall<?>> call(DescribedPredicate<JavaCall<?>> call) {
    return call;
  }

  /** Durations within the process are measured by System.nanoTime, which tells no time. */
  @Test
  void readsTheClockOfANode() {
    nobody(
        "there is one clock for the whole ledger, read with the head row",
        List.of(
            callTo("java.lang.System", "currentTimeMillis"),
            callWithout("java.time.Clock", "java.time.Instant", "now"),
            callWithout("java.time.Clock", "java.time.LocalDate", "now"),
            callWithout("java.time.Clock", "java.time.LocalDateTime", "now"),
            callWithout("java.time.Clock", "java.time.ZonedDateTime", "now"),
            callWithout("java.time.Clock", "java.time.OffsetDateTime", "now"),
            callWithout("java.time.Clock", "java.time.Year", "now"),
            callTo("java.time.Clock", "systemUTC", "systemDefaultZone", "system"),
            callTo("java.util.Date", "<init>")));
  }

  @Test
  void takesWhatTheMachineIsSetTo() {
    nobody(
        "the same input gives the same output on every machine",
        List.of(
            callTo("java.time.ZoneId", "systemDefault"),
            callTo("java.util.TimeZone", "getDefault"),
            callTo("java.util.Locale", "getDefault"),
            callTo("java.nio.charset.Charset", "defaultCharset"),
            callWithout("java.util.Locale", "java.lang.String", "toLowerCase", "toUpperCase")));
  }

  @Test
  void rollsDiceInTheCore() {
    for (var call :
        List.of(
            callTo("java.util.UUID", "randomUUID"),
            callTo("java.lang.Math", "random"),
            callTo("java.util.Random", "<init>"),
            callTo("java.security.SecureRandom", "<init>"),
            callTo("java.lang.System", "getenv", "getProperty", "nanoTime"))) {
      noClasses()
          .that()
          .resideInAPackage(CORE + "..")
          .should()
          .callCodeUnitWhere(call(call))
          .because("a decision knows its context and nothing else, so that a replay gives the same")
          .check(MAIN);
    }
  }

  @Test
  void usesTheOldJackson() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")
        .because("two versions of Jackson write two kinds of JSON")
        .check(MAIN);
  }

  @Test
  void givesNamesThatSayNothing() {
    classes()
        .should()
        .haveNameNotMatching(".*[.$](" + VAGUE_NAME.pattern() + ")")
        .because("a name says what a thing is, not that it does something")
        .check(MAIN);
  }

  @Test
  void callsACommandACommand() {
    classes()
        .that()
        .areRecords()
        .and()
        .areAssignableTo(AccountCommand.class)
        .should()
        .haveNameNotMatching(".*Command")
        .because("commands are imperative: IssueVoucher")
        .check(MAIN);
    classes()
        .that()
        .areRecords()
        .and()
        .areAssignableTo(AccountEvent.class)
        .should()
        .haveNameNotMatching(".*Event")
        .because("events say what has happened: VoucherIssued")
        .check(MAIN);
  }

  @Test
  void printsOrEndsTheProcess() {
    String because = "what the service says goes to its log, and it ends where it was started";
    nobody(because, List.of(callTo("java.lang.Throwable", "printStackTrace")));
    noClasses()
        .that()
        .doNotBelongToAnyOf(LedgerApplication.class)
        .should()
        .callCodeUnitWhere(call(callTo("java.lang.System", "exit")))
        .because(because)
        .check(MAIN);
  }

  /**
   * A thread that was interrupted while it waited may say so to itself. {@code IssuerClient} aborts
   * requests of the JDK's HTTP client, whose threads never call H2.
   */
  @Test
  void interruptsAThread() throws IOException {
    var interrupting = new ArrayList<Path>();
    for (Path file : House.sources("src/main")) {
      if (file.endsWith("IssuerClient.java")) {
        continue;
      }
      String source =
          Files.readString(file, UTF_8).replace("Thread.currentThread().interrupt()", "");
      if (INTERRUPTS.matcher(source).find()) {
        interrupting.add(file.getFileName());
      }
    }
    assertThat(interrupting).as("H2 closes its file under a thread that is interrupted").isEmpty();
  }
}
