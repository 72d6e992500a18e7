package fermata.definition.load;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.assist.Definitions;
import fermata.definition.assist.Definitions.Target;
import fermata.definition.naming.Mentions;
import fermata.definition.naming.Renames;
import fermata.definition.naming.Renaming;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.text.TextEdit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A definition and its parts: one digest, places in both, names that lead from one to the other.
 */
class IncludeTest {

  private static final String DESK =
      """
      agent: desk
      include: [shared/tail.part.yaml]
      nodes:
        a: {set: {text: hello}, next: report}
      """;
  private static final String PATH = "shared/tail.part.yaml";
  private static final String TAIL =
      """
      # Ends every desk.
      nodes:
        report: {set: {line: "${{ nodes.a.text }}"}}
      """;

  private static LoadedAgent load(String text, String part) {
    return AgentLoader.load(source(text), Surroundings.builtin().withFiles(files(part)));
  }

  private static SourceText source(String text) {
    return new SourceText("desk.agent.yaml", text);
  }

  private static PromptFiles files(String part) {
    var files = Map.of(PATH, part);
    return path -> Optional.ofNullable(files.get(path)).map(text -> new SourceText(path, text));
  }

  private static String digest(LoadedAgent agent) {
    return Objects.requireNonNull(agent.definition()).digest();
  }

  @Test
  void theDigestIsThatOfAllInOneFile() {
    String whole =
        """
        agent: desk
        nodes:
          a: {set: {text: hello}, next: report}
          report: {set: {line: "${{ nodes.a.text }}"}}
        """;
    assertThat(digest(load(DESK, TAIL))).isEqualTo(digest(load(whole, "")));
    assertThat(digest(load(DESK, TAIL.replace("line", "row"))))
        .isNotEqualTo(digest(load(DESK, TAIL)));
    assertThat(digest(load(DESK, TAIL + "# a comment\n"))).isEqualTo(digest(load(DESK, TAIL)));
  }

  @Test
  void problemsOfAPartStandInThePartToo() {
    LoadedAgent agent = load(DESK, TAIL.replace("a.text", "a.txt"));
    assertThat(agent.isUsable()).isFalse();
    List<Problem> own = agent.parts().get(PATH);
    assertThat(own).hasSize(1);
    Problem problem = Objects.requireNonNull(own).getFirst();
    String part = TAIL.replace("a.text", "a.txt");
    assertThat(new SourceText(PATH, part).slice(problem.span())).isEqualTo("txt");
    List<TextEdit> fix = problem.fixes().getFirst().edits();
    assertThat(TextEdit.apply(part, fix)).isEqualTo(TAIL);
  }

  @Test
  void aNameLeadsIntoThePartThatDeclaresIt() {
    ReadAgent agent = load(DESK, TAIL).reading();
    int offset = DESK.indexOf("next: report") + "next: ".length();
    assertThat(Definitions.declarations(agent, offset))
        .singleElement()
        .isInstanceOfSatisfying(
            Target.InFile.class,
            found -> {
              assertThat(found.place().path()).isEqualTo(PATH);
              assertThat(new SourceText(PATH, TAIL).slice(found.place().span()))
                  .isEqualTo("report");
            });
    assertThat(Mentions.at(agent, DESK.indexOf("  a:") + 2))
        .anySatisfy(
            mention -> assertThat(Objects.requireNonNull(mention.file()).path()).isEqualTo(PATH));
  }

  @Test
  void aRenameChangesThePartToo() {
    ReadAgent agent = load(DESK, TAIL).reading();
    Renaming renamed = Renames.rename(agent, DESK.indexOf("next: report") + 6, "last");
    assertThat(renamed).isInstanceOf(Renaming.Edits.class);
    var edits = (Renaming.Edits) renamed;
    assertThat(TextEdit.apply(DESK, edits.here())).contains("next: last");
    assertThat(TextEdit.apply(TAIL, Objects.requireNonNull(edits.files().get(PATH))))
        .contains("last: {set");

    Renaming source = Renames.rename(agent, DESK.indexOf("  a:") + 2, "first");
    assertThat(source).isInstanceOf(Renaming.Edits.class);
    var both = (Renaming.Edits) source;
    assertThat(TextEdit.apply(TAIL, Objects.requireNonNull(both.files().get(PATH))))
        .contains("nodes.first.text");
  }

  @Test
  void placesOfARunThatFailedInAPartAreWhereItIsNamed() {
    ReadAgent agent = load(DESK, TAIL).reading();
    assertThat(agent.index().findPlace("nodes.report"))
        .hasValueSatisfying(span -> assertThat(agent.source().slice(span)).isEqualTo(PATH));
  }
}
