package fermata.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the arrows between modules, the purity of the core and the absence of package cycles. */
class ArchitectureTest {

  /** Fewer classes than this means that the rules were run on nothing. */
  private static final int CLASSES_MIN = 200;

  private static JavaClasses ours;

  @BeforeAll
  static void readClasses() {
    ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("fermata");
  }

  @Test
  void readsEnoughClassesToMeanSomething() {
    assertThat(ours.size()).isGreaterThan(CLASSES_MIN);
    for (String module :
        List.of("definition", "engine", "wire", "daemon", "client", "lsp", "cli")) {
      assertThat(ours.stream().anyMatch(c -> c.getPackageName().startsWith("fermata." + module)))
          .as("classes of fermata.%s", module)
          .isTrue();
    }
  }

  @Test
  void modulesPointOneWay() {
    mayDependOnly("definition", List.of());
    mayDependOnly("wire", List.of());
    mayDependOnly("engine", List.of("definition"));
    mayDependOnly("client", List.of("wire"));
    mayDependOnly("lsp", List.of("definition", "wire", "client"));
    mayDependOnly("daemon", List.of("definition", "engine", "wire"));
    mayDependOnly("cli", List.of("definition", "wire", "client", "lsp", "daemon"));
  }

  private static void mayDependOnly(String module, List<String> others) {
    String[] forbidden =
        List.of("definition", "wire", "engine", "client", "lsp", "daemon", "cli").stream()
            .filter(name -> !name.equals(module) && !others.contains(name))
            .map(name -> "fermata." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("fermata." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .because("module arrows point one way: DESIGN, modules")
        .check(ours);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("fermata.(**)").should().beFreeOfCycles().check(ours);
  }

  @Test
  void coreDoesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage("fermata.definition..", "fermata.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.nio.file..",
            "java.net..",
            "java.sql..",
            "java.lang.reflect..",
            "org.slf4j..",
            "java.util.logging..",
            "io.netty..",
            "org.eclipse.lsp4j..",
            "com.google.gson..")
        .because("the core decides and the shell acts")
        .check(ours);
  }

  @Test
  void coreReadsNothingButItsOwnResources() {
    noClasses()
        .that()
        .resideInAnyPackage("fermata.definition..", "fermata.engine..")
        .should()
        .dependOnClassesThat(
            new DescribedPredicate<JavaClass>("open files") {
              @Override
              public boolean test(JavaClass type) {
                return type.getPackageName().equals("java.io")
                    && (type.getSimpleName().startsWith("File")
                        || type.getSimpleName().startsWith("RandomAccess")
                        || type.getSimpleName().equals("Console"));
              }
            })
        .because("the core does no input or output")
        .check(ours);
  }

  @Test
  void coreKnowsNoClockNoChanceAndNoThreads() {
    noClasses()
        .that()
        .resideInAnyPackage("fermata.definition..", "fermata.engine..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class, Clock.class, java.util.Random.class)
        .because("time, ids and chance arrive as data")
        .check(ours);
  }

  @Test
  void editorTypesStayInTheLanguageServer() {
    noClasses()
        .that()
        .resideOutsideOfPackage("fermata.lsp..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.lsp4j..", "com.google.gson..")
        .because("LSP4J and Gson live and die in lsp")
        .check(ours);
  }

  @Test
  void nettyStaysInTheTwoPackagesThatListen() {
    noClasses()
        .that()
        .resideOutsideOfPackages("fermata.wire.channel..", "fermata.daemon.trigger.hook..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .because("one package frames, one takes webhooks over HTTP; nobody else sees an event loop")
        .check(ours);
  }

  @Test
  void onlyTheHttpPackageOfModelsSendsRequestsToThem() {
    noClasses()
        .that()
        .resideInAPackage("fermata.daemon.model..")
        .and()
        .resideOutsideOfPackages("fermata.daemon.model.http..", "fermata.daemon.model.provider..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .because("how a provider spells requests is one thing, how they are sent another")
        .check(ours);
  }

  @Test
  void sqlStaysInTheStoreAndInTheRuntimeOfThatName() {
    noClasses()
        .that()
        .resideOutsideOfPackages("fermata.daemon.store..", "fermata.daemon.tool.runtime.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..")
        .because("the store is one port, and a user's SQL never meets it")
        .check(ours);
  }

  @Test
  void typesOfSealedHierarchiesInTheCoreAreRecordsOrEnums() {
    classes()
        .that()
        .resideInAnyPackage("fermata.definition..", "fermata.engine..")
        .and()
        .areNotInterfaces()
        .and(
            new DescribedPredicate<JavaClass>("implement a sealed interface") {
              @Override
              public boolean test(JavaClass type) {
                return type.getRawInterfaces().stream().anyMatch(ArchitectureTest::isSealed);
              }
            })
        .should(
            new ArchCondition<JavaClass>("be records or enums") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (!type.isRecord() && !type.isEnum()) {
                  events.add(SimpleConditionEvent.violated(type, type.getName() + " is neither"));
                }
              }
            })
        .check(ours);
  }

  @Test
  void fieldsInTheCoreAreFinalAndNothingStaticChanges() {
    classes()
        .that()
        .resideInAPackage("fermata..")
        .should(
            new ArchCondition<JavaClass>("have no static field that changes") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getFields().stream()
                    .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                    .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                    .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                    .forEach(
                        field ->
                            events.add(SimpleConditionEvent.violated(type, field.getFullName())));
              }
            })
        .check(ours);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .that()
        .resideInAPackage("fermata..")
        .should()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .because("the glossary has better words")
        .check(ours);
  }

  private static boolean isSealed(JavaClass type) {
    return type.reflect().isSealed();
  }
}
