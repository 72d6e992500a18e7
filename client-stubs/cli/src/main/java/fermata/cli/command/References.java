package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.client.FermataClient;
import fermata.wire.method.Methods;
import fermata.wire.method.question.QuestionListParams;
import fermata.wire.method.question.QuestionView;
import fermata.wire.method.session.SessionListParams;
import fermata.wire.method.session.SessionListResult;
import fermata.wire.method.session.SessionStatus;
import fermata.wire.method.session.SessionSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Sessions and questions by what people type: a whole id, its beginning or its end where only one
 * fits, or {@code --last}.
 *
 * <p>Ids begin with a time, so ids of one minute have the same beginning; the end tells them apart.
 */
final class References {

  static final String LAST = "--last";

  /** Characters of a short id, taken from the end. */
  private static final int SHORT_LENGTH = 8;

  /** Sessions that are searched for a part of an id. */
  private static final int SESSIONS_MAX = 10_000;

  private static final int PAGE = 500;

  private final FermataClient client;

  References(FermataClient client) {
    this.client = client;
  }

  static OptionSpec last(String what) {
    return Arguments.flag(LAST, what);
  }

  /** Lets a command name a session, by its id or as the last one. */
  static void addSession(CommandSpec spec) {
    spec.addPositional(
        Arguments.positional(
            "0", "0..1", "SESSION", "The session, by the beginning or end of its id"));
    spec.addOption(last("The session that changed last"));
  }

  /** {@return the option that names a run} */
  static OptionSpec run() {
    return Arguments.value(
        "--run", "RUN", "A run of the session by its id; the newest unless said");
  }

  /** {@return the run that was named, if one was} */
  static @Nullable String run(ParseResult arguments) {
    return Arguments.find(arguments, "--run");
  }

  /** {@return the end of an id, enough to tell it from others} */
  static String shortened(String id) {
    return id.substring(Math.max(0, id.length() - SHORT_LENGTH));
  }

  /**
   * {@return the session that was named}
   *
   * @throws CommandFailure where none or more than one fits
   */
  SessionSummary session(ParseResult arguments) {
    return session(arguments, Arguments.positional(arguments, 0));
  }

  /** {@return the session that was named by a part of its id, or as the last one} */
  SessionSummary session(ParseResult arguments, @Nullable String part) {
    return Arguments.has(arguments, LAST) ? lastSession() : session(part);
  }

  /** {@return the session whose id begins or ends so} */
  SessionSummary session(@Nullable String part) {
    if (part == null || part.isBlank()) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          "no session named",
          "name one (fermata sessions lists them), or use --last");
    }
    List<SessionSummary> found = fitting(sessions(SESSIONS_MAX), part);
    if (found.isEmpty()) {
      found = fitting(sessions(SessionStatus.ARCHIVED, SESSIONS_MAX), part);
    }
    if (found.isEmpty()) {
      throw CommandFailure.of(
          ExitCode.USAGE, "no session " + part, "fermata sessions lists those that there are");
    }
    if (found.size() > 1) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          part + " fits " + found.size() + " sessions",
          String.join("\n", found.stream().limit(5).map(References::described).toList()));
    }
    return found.getFirst();
  }

  private static List<SessionSummary> fitting(List<SessionSummary> sessions, String part) {
    return sessions.stream().filter(session -> fits(session.session(), part)).toList();
  }

  private static boolean fits(String id, String part) {
    String wanted = part.toLowerCase(Locale.ROOT);
    return id.startsWith(wanted) || id.endsWith(wanted);
  }

  private static String described(SessionSummary session) {
    return session.session() + "  " + session.agent();
  }

  /** {@return the session that changed last} */
  SessionSummary lastSession() {
    // Child runs have sessions of their own; who says "the last" means what somebody started.
    return sessions(PAGE).stream()
        .filter(session -> session.session().indexOf('.') < 0)
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.of(
                    ExitCode.USAGE, "there is no session yet", "fermata run FILE starts one"));
  }

  /** {@return so many sessions at most, last changed first; none that were put away} */
  List<SessionSummary> sessions(int max) {
    return sessions(null, max);
  }

  /**
   * {@return so many sessions at most, last changed first}
   *
   * @param state only those that stand so; all but those that were put away where absent
   */
  List<SessionSummary> sessions(@Nullable SessionStatus state, int max) {
    List<SessionSummary> sessions = new ArrayList<>();
    String cursor = null;
    do {
      SessionListResult page =
          client.call(
              Methods.SESSION_LIST,
              new SessionListParams(state, null, Math.min(PAGE, max - sessions.size()), cursor));
      sessions.addAll(page.sessions());
      cursor = page.cursor();
    } while (cursor != null && sessions.size() < max);
    return sessions;
  }

  /**
   * {@return the open question that was named by its id, its session or that of a run above it, or
   * as the newest}
   *
   * @throws CommandFailure where none or more than one fits
   */
  QuestionView question(@Nullable String part) {
    List<QuestionView> open =
        client.call(Methods.QUESTION_LIST, new QuestionListParams(null, null)).questions();
    if (part == null || part.isBlank()) {
      return newest(open);
    }
    List<QuestionView> found =
        open.stream()
            .filter(each -> each.question().equals(part) || fits(each.session(), part))
            .toList();
    return only(part, found.isEmpty() ? below(part) : found);
  }

  /** {@return what the child runs of a session ask; a run shows their questions as its own} */
  private List<QuestionView> below(String part) {
    List<SessionSummary> named =
        sessions(SESSIONS_MAX).stream().filter(session -> fits(session.session(), part)).toList();
    return named.size() == 1
        ? client
            .call(Methods.QUESTION_LIST, new QuestionListParams(named.getFirst().session(), null))
            .questions()
        : List.of();
  }

  private static QuestionView only(String part, List<QuestionView> found) {
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          "no open question of " + part,
          "it may have been answered already; fermata sessions shows what waits");
    }
    throw CommandFailure.of(
        ExitCode.USAGE,
        part + " has " + found.size() + " open questions; name one",
        String.join(
            "\n",
            found.stream().limit(5).map(each -> each.question() + "  " + each.node()).toList()));
  }

  private static QuestionView newest(List<QuestionView> open) {
    if (open.isEmpty()) {
      throw CommandFailure.of(
          ExitCode.USAGE, "no question is open", "fermata sessions shows what there is");
    }
    return open.getLast();
  }
}
