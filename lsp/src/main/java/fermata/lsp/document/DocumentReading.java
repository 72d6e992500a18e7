package fermata.lsp.document;

import fermata.definition.load.AgentLoader;
import fermata.definition.load.LoadedAgent;
import fermata.definition.load.PartReader;
import fermata.definition.load.PromptReader;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.FileForm;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What a text comes to where it stands.
 *
 * @param users the definitions that name or include the file; only files that are no definitions
 *     have some
 */
public record DocumentReading(ReadAgent reading, List<User> users) {

  public DocumentReading {
    users = List.copyOf(users);
  }

  /** A definition, which nobody uses. */
  public DocumentReading(ReadAgent reading) {
    this(reading, List.of());
  }

  /**
   * A definition that uses a file.
   *
   * @param path by which it names the file
   */
  public record User(String uri, ReadAgent reading, String path) {

    /** {@return a part as this definition sees it} */
    Optional<ReadAgent> see(ReadAgent part) {
      return PartReader.as(reading, path, part);
    }

    /** {@return a file of prose as this definition sees it} */
    Optional<ReadAgent> see(SourceText prose) {
      return PromptReader.as(reading, path, prose);
    }
  }

  /** {@return the text with its problems, those that only its users know of too} */
  LoadedAgent check() {
    return check(() -> true).orElseThrow();
  }

  /** {@return the same; empty where nobody wants it any longer} */
  Optional<LoadedAgent> check(BooleanSupplier isWanted) {
    Optional<LoadedAgent> own = AgentLoader.checkWhile(reading, isWanted);
    return users.isEmpty() ? own : own.map(this::withWhatUsersTell);
  }

  private LoadedAgent withWhatUsersTell(LoadedAgent own) {
    Set<Problem> problems = new LinkedHashSet<>(own.problems());
    users.forEach(user -> problems.addAll(toldBy(user)));
    return new LoadedAgent(
        reading,
        problems.stream()
            .sorted(Comparator.comparingInt(problem -> problem.span().start()))
            .toList());
  }

  private List<Problem> toldBy(User user) {
    if (reading.source().form() == FileForm.PROSE) {
      return user.see(reading.source())
          .map(seen -> AgentLoader.check(seen).problems())
          .orElse(List.of());
    }
    return AgentLoader.check(user.reading()).parts().getOrDefault(user.path(), List.of());
  }
}
