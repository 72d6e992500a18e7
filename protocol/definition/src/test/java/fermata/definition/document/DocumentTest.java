package fermata.definition.document;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.BuiltinTools;
import fermata.definition.load.ProjectLoader;
import fermata.definition.load.PromptFiles;
import fermata.definition.load.ToolCatalogLoader;
import fermata.definition.publish.PublishedSchema;
import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.KnownTools;
import fermata.definition.tool.ToolDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code -Dfermata.docs=write} writes the documents instead of holding them against the code. */
class DocumentTest {

  private static final Pattern LINK = Pattern.compile("]\\(#([^)]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  @Test
  void theFormatIsWhatTheTableOfKeysSays() throws IOException {
    check("definition-format.md", new FormatDocument().text());
  }

  @Test
  void whatTheLanguageHasNotIsWhatTheListsSay() throws IOException {
    check("conformance.md", ConformanceDocument.text());
  }

  @TestFactory
  Stream<DynamicTest> theProblemsAreWhatTheRulesAndTheirCasesSay() {
    return DiagnosticsDocument.pages().entrySet().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.getKey(), () -> check("diagnostics/" + page.getKey(), page.getValue())));
  }

  @Test
  void noPageIsAboutAProblemThatIsNoMore() throws IOException {
    try (Stream<Path> pages = Files.list(Templates.document("diagnostics"))) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .as("docs/diagnostics has a page without a problem of its code: remove it")
          .isSubsetOf(DiagnosticsDocument.pages().keySet());
    }
  }

  @Test
  void agentsInMarkdownAreWhatTheTablesSay() throws IOException {
    check("markdown-agents.md", MarkdownDocument.text());
  }

  @Test
  void theSchemasAreWhatTheTableOfKeysSays() throws IOException {
    check("project.schema.json", PublishedSchema.ofProject().toPrettyString() + "\n");
    check("agent.schema.json", PublishedSchema.ofAgent().toPrettyString() + "\n");
    check("tools.schema.json", PublishedSchema.ofTools().toPrettyString() + "\n");
  }

  private static void check(String name, String text) throws IOException {
    Path file = Templates.document(name);
    if (System.getProperty("fermata.docs", "").equals("write")) {
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("docs/%s is missing; -Dfermata.docs=write -Dtest=DocumentTest writes it", name)
        .exists();
    assertThat(Files.readString(file))
        .as("docs/%s is out of date; -Dfermata.docs=write -Dtest=DocumentTest writes it", name)
        .isEqualTo(text);
    assertThat(links(text)).isSubsetOf(anchors(text));
  }

  private static List<String> links(String text) {
    return LINK.matcher(text).results().map(link -> link.group(1)).toList();
  }

  private static List<String> anchors(String text) {
    return HEADING.matcher(text).results().map(heading -> anchor(heading.group(1))).toList();
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }

  @Test
  void theExamplesHaveEveryKeyOfThisVersion() {
    var examples = new Examples();
    var missing = new ArrayList<String>();
    for (KeyContext context : KeyContext.values()) {
      for (Key key : KeyCatalogue.keys(context)) {
        boolean isDue = FormatDocument.isDocumented(context);
        if (isDue && !isShared(context, key) && !examples.has(context, key)) {
          missing.add(context + " " + key.name());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** The keys that nodes of all kinds have are shown with one of them. */
  private static boolean isShared(KeyContext context, Key key) {
    return context.isNode()
        && context != KeyContext.NODE_LLM
        && KeyCatalogue.find(KeyContext.NODE_LLM, key.name()).equals(Optional.of(key));
  }

  @Test
  void theExamplesHaveNoProblems() {
    Parsed<List<ToolDeclaration>> catalogue =
        ToolCatalogLoader.load(new SourceText("tools", Templates.text("all-keys.tools.yaml")));
    var declared =
        new KnownTools(
            Certainty.COMPLETE, catalogue.value().stream().map(ToolDeclaration::schema).toList());
    PromptFiles files =
        path ->
            Optional.of(
                new SourceText(
                    path,
                    path.endsWith(".part.yaml") ? "limits: {steps: 50}\n" : "Decide refunds."));
    var agent = new SourceText("agent", Templates.text("all-keys.agent.yaml"));

    var project = new SourceText("fermata.yaml", Templates.text("all-keys.fermata.yaml"));

    assertThat(catalogue.problems()).isEmpty();
    assertThat(ProjectLoader.load(project).problems()).isEmpty();
    assertThat(AgentLoader.load(agent, files, BuiltinTools.knowledge().with(declared)).problems())
        .isEmpty();
  }
}
