package fermata.definition.refactor;

import fermata.definition.load.AgentLoader;
import fermata.definition.load.LoadedAgent;
import fermata.definition.load.NamedFiles;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.text.TextEdit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Offers other ways to write what stands at a place. Total. */
public final class Refactorings {

  private Refactorings() {}

  /** {@return the refactorings at an offset, each of which keeps the meaning of the definition} */
  public static List<Refactoring> at(LoadedAgent agent, int offset) {
    if (agent.source().form().isMarkdown()) {
      return List.of();
    }
    var page = new Page(agent);
    return Stream.of(
            NameKind.at(page, offset),
            NextToEdges.at(page, offset),
            EdgesToNext.at(page, offset),
            ExtractText.at(page, offset))
        .flatMap(Optional::stream)
        .filter(refactoring -> keepsMeaning(agent, refactoring))
        .toList();
  }

  private static boolean keepsMeaning(LoadedAgent before, Refactoring refactoring) {
    NamedFiles files = NamedFiles.of(before.reading());
    Refactoring.NewFile added = refactoring.file();
    if (added != null) {
      files = files.with(added.path(), new SourceText(added.path(), added.text()));
    }
    SourceText source = before.source();
    String text = TextEdit.apply(source.text(), refactoring.edits());
    LoadedAgent after =
        AgentLoader.load(
            new SourceText(source.name(), text), before.reading().surroundings().withFiles(files));
    AgentDefinition meant = before.definition();
    AgentDefinition kept = after.definition();
    return meant != null
        && kept != null
        && meant.digest().equals(kept.digest())
        && codes(before).equals(codes(after));
  }

  private static List<String> codes(LoadedAgent agent) {
    return agent.problems().stream().map(Problem::code).map(code -> code.code()).sorted().toList();
  }
}
