package fermata.definition.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.fixture.TextsAtHand;
import fermata.definition.index.Declaration;
import fermata.definition.index.SymbolKind;
import fermata.definition.keys.TextForm;
import fermata.definition.model.AgentDefinition;
import fermata.definition.naming.Mentions;
import fermata.definition.naming.Renames;
import fermata.definition.naming.Renaming;
import fermata.definition.text.SourceText;
import fermata.definition.text.TextEdit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds of every rename: there and back is nothing, and in between only names differ. */
class RenameTest {

  private static final String FRESH = "zzfreshzz";

  /** Why a name may stay as it is, even where the other one could not be in anybody's way. */
  private static final Pattern REASONS =
      Pattern.compile(
          ".*(from the language|from the tool|written with escapes|name none|declared twice|by default).*");

  /** An output of that name is one that the wait sets, and one that it does not when renamed. */
  private static final String RESERVED_OUTPUT = "event/reserved-output";

  /** What an entry calls the input is known by its likeness to the name, which a rename ends. */
  private static final String MISSPELT_INPUT = "trigger/unknown-input";

  /** What is said of the letters of a name alone, and goes with them. */
  private static final Set<String> OF_LETTERS =
      Set.of("reference/similar-ids", "key/ambiguous-scalar", "reference/invalid-name");

  /** Ways are read from keys of another kind of node too, which the names of are not. */
  private static final String OTHER_KIND = "key/other-kind";

  @TestFactory
  Stream<DynamicTest> givesEveryNameOfEveryTextAnotherSpellingAndBack() {
    return TextsAtHand.all()
        .map(text -> DynamicTest.dynamicTest(text.name(), () -> renameAll(text)));
  }

  @Test
  void renamesMostNames() {
    long[] counts = new long[2];
    TextsAtHand.all()
        .map(RenameTest::load)
        .forEach(
            agent ->
                agent.index().declarations().stream()
                    .filter(name -> name.name().length() > 0)
                    .map(name -> Renames.prepare(agent, name.name().start()))
                    .forEach(found -> counts[found instanceof Renaming.Possible ? 0 : 1]++));
    assertThat(counts[0]).isGreaterThan(1_000).isGreaterThan(4 * counts[1]);
  }

  @Test
  void renamesInTheFilesThatTheDefinitionNames() {
    var text =
        new SourceText(
            "a",
            """
            agent: a
            input: {topic: {type: string}}
            nodes:
              a: {prompt: {file: ask.md}, system: {file: ask.md}}
            """);
    var file = new SourceText("ask.md", "About ${{ input.topic }}.\n");
    PromptFiles files =
        path -> path.equals("ask.md") ? Optional.of(file) : Optional.<SourceText>empty();
    ReadAgent agent = AgentLoader.read(text, files, BuiltinTools.knowledge());
    int offset = text.text().indexOf("topic");
    assertThat(Mentions.at(agent, offset)).hasSize(3);
    assertThat(Mentions.here(agent, offset)).hasSize(1);
    assertThat(Mentions.at(agent, text.text().indexOf("ask.md"))).isEmpty();
    var edits = (Renaming.Edits) Renames.rename(agent, offset, "subject");
    assertThat(edits.here()).hasSize(1);
    assertThat(edits.files()).containsOnlyKeys("ask.md");
    assertThat(TextEdit.apply(file.text(), edits.files().firstEntry().getValue()))
        .isEqualTo("About ${{ input.subject }}.\n");
  }

  private static void renameAll(SourceText text) {
    ReadAgent agent = load(text);
    List<Declaration> declarations =
        Collections.disjoint(codes(agent), List.of(OTHER_KIND, RESERVED_OUTPUT))
            ? agent.index().declarations()
            : List.of();
    for (Declaration declaration : declarations) {
      int offset = declaration.name().start();
      String old = declaration.symbol().name();
      String fresh = declaration.symbol().kind() == SymbolKind.AGENT ? "zz-fresh" : FRESH;
      switch (Renames.rename(agent, offset, fresh)) {
        case Renaming.Refused(var reason) ->
            assertThat(reason).as("'%s' of%n%s", old, text.text()).matches(reasons(agent));
        case Renaming.Edits edits -> assertSame(agent, edits, old, fresh);
        case Renaming.Possible possible -> throw new AssertionError(possible);
      }
    }
  }

  private static Pattern reasons(ReadAgent agent) {
    return codes(agent).contains(MISSPELT_INPUT)
        ? Pattern.compile(REASONS + "|.*would lack the input.*")
        : REASONS;
  }

  private static void assertSame(ReadAgent before, Renaming.Edits edits, String old, String fresh) {
    String changed = TextEdit.apply(before.source().text(), edits.here());
    ReadAgent after = load(new SourceText(before.source().name(), changed));
    assertThat(codes(after)).as("'%s' in%n%s", old, changed).isEqualTo(codes(before));
    assertThat(form(after, fresh, old)).as("'%s' in%n%s", old, changed).isEqualTo(form(before));
    Declaration declaration =
        after.index().declarations().stream()
            .filter(found -> found.symbol().name().equals(fresh))
            .findFirst()
            .orElseThrow();
    // A name that is none can be mended, and not be brought back.
    if (!form(declaration).fits(old)) {
      return;
    }
    Renaming back = Renames.rename(after, declaration.name().start(), old);
    assertThat(back).as("'%s' in%n%s", old, changed).isInstanceOf(Renaming.Edits.class);
    assertThat(TextEdit.apply(changed, ((Renaming.Edits) back).here()))
        .isEqualTo(before.source().text());
  }

  private static TextForm form(Declaration declaration) {
    return switch (declaration.symbol().kind()) {
      case NODE, ENTRY -> TextForm.NODE_ID;
      case AGENT -> TextForm.AGENT_NAME;
      case INPUT,
          OUTPUT,
          VARIABLE,
          STATE,
          CONTEXT,
          NODE_OUTPUT,
          NODE_INPUT,
          TOOL,
          STEP,
          OTHER_AGENT ->
          TextForm.NAME;
    };
  }

  private static List<String> codes(ReadAgent agent) {
    return AgentLoader.check(agent).problems().stream()
        .map(problem -> problem.code().name())
        .filter(code -> !OF_LETTERS.contains(code))
        .toList();
  }

  private static @Nullable JsonNode form(ReadAgent agent) {
    return form(agent, "", "");
  }

  private static @Nullable JsonNode form(ReadAgent agent, String fresh, String old) {
    AgentDefinition definition = agent.definition();
    if (definition == null) {
      return null;
    }
    String json = CanonicalForm.form(definition).toString().replace("`", "");
    try {
      var form =
          (ObjectNode)
              new ObjectMapper().readTree(fresh.isEmpty() ? json : json.replace(fresh, old));
      // The ways stand in the order of the names of their sources, each source's in the file's.
      List<JsonNode> ways =
          form.get("edges").valueStream().sorted(Comparator.comparing(RenameTest::source)).toList();
      form.putArray("edges").addAll(ways);
      return form;
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  private static String source(JsonNode way) {
    return way.get("from").asText();
  }

  private static ReadAgent load(SourceText text) {
    return AgentLoader.read(text, PromptFiles.NONE, BuiltinTools.knowledge());
  }
}
