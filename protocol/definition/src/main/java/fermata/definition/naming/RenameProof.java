package fermata.definition.naming;

import fermata.definition.index.Symbol;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.NamedFiles;
import fermata.definition.load.PromptFiles;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.text.TextEdit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at a definition after a rename: everything that had the old name must have the new one, and
 * nothing else; and no error may be new.
 *
 * @param symbols what is renamed
 */
record RenameProof(ReadAgent before, Set<Symbol> symbols, String name) {

  /** {@return why edits must not be made} */
  Optional<String> refusal(Renaming.Edits edits) {
    ReadAgent after = after(edits);
    Optional<String> error = newError(after);
    if (error.isPresent()) {
      return Optional.of("'" + name + "' would leave an error: " + error.get());
    }
    Set<Symbol> renamed = new LinkedHashSet<>();
    symbols.forEach(symbol -> renamed.add(renamed(symbol)));
    int sites = new NameSites(after).of(new NameTies(after).closure(renamed)).size();
    return sites == new NameSites(before).of(symbols).size()
        ? Optional.empty()
        : Optional.of("'" + name + "' would come to stand for something else too");
  }

  private Symbol renamed(Symbol symbol) {
    return new Symbol(symbol.kind(), symbol.owner(), name);
  }

  private ReadAgent after(Renaming.Edits edits) {
    NamedFiles files = NamedFiles.of(before);
    PromptFiles prompts =
        path ->
            files.find(path).map(file -> edited(file, edits.files().getOrDefault(path, List.of())));
    return AgentLoader.read(
        edited(before.source(), edits.here()), before.surroundings().withFiles(prompts));
  }

  private static SourceText edited(SourceText text, List<TextEdit> edits) {
    return new SourceText(text.name(), TextEdit.apply(text.text(), edits));
  }

  private Optional<String> newError(ReadAgent after) {
    Map<String, Integer> known = new HashMap<>();
    errors(before).forEach(problem -> known.merge(problem.code().code(), 1, Integer::sum));
    for (Problem problem : errors(after)) {
      if (known.merge(problem.code().code(), -1, Integer::sum) < 0) {
        return Optional.of(problem.message());
      }
    }
    return Optional.empty();
  }

  private static List<Problem> errors(ReadAgent agent) {
    return AgentLoader.check(agent).problems().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .toList();
  }
}
