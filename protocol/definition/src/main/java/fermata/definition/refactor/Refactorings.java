package fermata.definition.refactor;

import fermata.definition.load.AgentLoader;
import fermata.definition.load.LoadedAgent;
import fermata.definition.load.NamedFiles;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Offers other ways to write what stands at a place. Total. */
public final class Refactorings {

  private Refactorings() {}

  /** {@return the refactorings at an offset, each of which keeps the meaning of the definition} */
  public static List<Refactoring> at(LoadedAgent agent, int offset) {
    var page = new Page(agent);
    if (agent.source().form().isMarkdown()) {
      return proved(agent, ToYaml.at(page, offset).stream());
    }
    var all =
        new ArrayList<>(
            proved(
                agent,
                Stream.of(
                        NameKind.at(page, offset),
                        NextToEdges.at(page, offset),
                        EdgesToNext.at(page, offset),
                        ExtractText.at(page, offset),
                        InlineText.at(page, offset),
                        ExtractNodes.at(page, offset),
                        InlineNodes.at(page, offset))
                    .flatMap(Optional::stream)));
    List<Refactoring> ways = ToMarkdown.at(page, offset);
    if (!ways.isEmpty()) {
      AgentDefinition meant =
          load(agent, agent.source().name(), ToMarkdown.meant(page)).definition();
      ways.stream().filter(way -> keepsMeaning(agent, meant, way)).findFirst().ifPresent(all::add);
    }
    return all;
  }

  private static List<Refactoring> proved(LoadedAgent agent, Stream<Refactoring> offered) {
    return offered.filter(refactoring -> keepsMeaning(agent, refactoring)).toList();
  }

  private static boolean keepsMeaning(LoadedAgent before, Refactoring refactoring) {
    return keepsMeaning(before, before.definition(), refactoring);
  }

  private static LoadedAgent load(LoadedAgent before, String name, String text) {
    return AgentLoader.load(new SourceText(name, text), before.reading().surroundings());
  }

  private static boolean keepsMeaning(
      LoadedAgent before, @Nullable AgentDefinition meant, Refactoring refactoring) {
    NamedFiles files = NamedFiles.of(before.reading());
    Refactoring.NewFile added = refactoring.file();
    if (added != null) {
      files = files.with(added.path(), new SourceText(added.path(), added.text()));
    }
    SourceText source = before.source();
    String text = TextEdit.apply(source.text(), refactoring.edits());
    LoadedAgent after =
        AgentLoader.load(
            new SourceText(nameAfter(source.name(), refactoring), text),
            before.reading().surroundings().withFiles(files));
    AgentDefinition kept = after.definition();
    return meant != null
        && kept != null
        && meant.digest().equals(kept.digest())
        && told(before, refactoring).equals(told(after, refactoring));
  }

  private static String nameAfter(String name, Refactoring refactoring) {
    String renamed = refactoring.newName();
    return renamed == null ? name : name.substring(0, name.lastIndexOf('/') + 1) + renamed;
  }

  /** What is only advice may differ between two ways to write a whole file. */
  private static List<String> told(LoadedAgent agent, Refactoring refactoring) {
    Severity least = refactoring.newName() == null ? Severity.HINT : Severity.WARNING;
    return agent.problems().stream()
        .filter(problem -> problem.severity().compareTo(least) <= 0)
        .map(problem -> problem.code().code())
        .sorted()
        .toList();
  }
}
