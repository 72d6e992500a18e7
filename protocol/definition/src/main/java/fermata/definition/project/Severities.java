package fermata.definition.project;

import fermata.definition.model.Ordered;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * How bad problems are in a workspace, by code, by name or by group, {@code policy/*}. The closest
 * counts: a code before a name before a group.
 *
 * <p>An error stays one, because the daemon refuses a file exactly for its errors. What is made an
 * error is one everywhere, the daemon too.
 */
public record Severities(SequencedMap<String, Level> byName) {

  /** As the rules have it. */
  public static final Severities NONE = new Severities(new LinkedHashMap<>());

  public Severities {
    byName = Ordered.copyOf(byName);
  }

  /** A word of the project file. */
  public enum Level {
    OFF("off", null),
    HINT("hint", Severity.HINT),
    INFO("info", Severity.INFORMATION),
    WARNING("warning", Severity.WARNING),
    ERROR("error", Severity.ERROR);

    private final String word;
    private final @Nullable Severity severity;

    Level(String word, @Nullable Severity severity) {
      this.word = word;
      this.severity = severity;
    }

    /** {@return the word} */
    public String word() {
      return word;
    }

    /** {@return the level of a word} */
    public static Optional<Level> find(String word) {
      return Arrays.stream(values()).filter(level -> level.word.equals(word)).findFirst();
    }
  }

  /** {@return the level of a kind of problem, where the workspace sets one} */
  public Optional<Level> find(ProblemCode code) {
    String group = code.name().substring(0, code.name().indexOf('/') + 1) + "*";
    return Optional.ofNullable(byName.get(code.code()))
        .or(() -> Optional.ofNullable(byName.get(code.name())))
        .or(() -> Optional.ofNullable(byName.get(group)));
  }

  /** {@return a problem as bad as it is here; what is switched off keeps its severity} */
  public Problem applied(Problem problem) {
    Severity severity = find(problem.code()).map(level -> level.severity).orElse(null);
    return severity == null || problem.severity() == Severity.ERROR
        ? problem
        : new Problem(
            problem.code(),
            severity,
            problem.span(),
            problem.message(),
            problem.related(),
            problem.fixes());
  }

  /** Whether a problem is told at all. */
  public boolean isTold(Problem problem) {
    return problem.severity() == Severity.ERROR
        || find(problem.code()).filter(level -> level == Level.OFF).isEmpty();
  }
}
