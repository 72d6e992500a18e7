package fermata.lsp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.lsp.rpc.Editor;
import fermata.wire.method.Methods;
import fermata.wire.method.run.RunResumeParams;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.session.SessionGetParams;
import fermata.wire.method.session.SessionGetResult;
import java.util.List;
import org.eclipse.lsp4j.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Lets a run go on, and says what has changed in its definition since it began.
 *
 * <p>A run that was interrupted goes on with a changed definition only when the changes are
 * accepted. One that waits for an answer goes on with the definition that it began with, so its
 * changes are a warning.
 *
 * @param warning what to show beside the run; null where there is nothing to say
 * @param run the run that goes on; null where it waits for an answer
 * @param uri of the agent file
 */
record Resumption(@Nullable String run, String uri, @Nullable String warning) {

  private static final String HOW_TO_ACCEPT =
      "to go on with the changed one: fermata.resume with {\"acceptChanges\": true}";

  /**
   * Resumes the newest run of a session.
   *
   * @throws FermataException.Refused when it cannot go on and nothing has changed
   */
  static Resumption of(FermataClient client, CommandArguments arguments, String key) {
    String session = arguments.text("session");
    boolean accepts = arguments.find("acceptChanges").map(JsonNode::asBoolean).orElse(false);
    SessionGetResult known = client.call(Methods.SESSION_GET, new SessionGetParams(session));
    String uri = known.session().uri() == null ? "" : known.session().uri();
    try {
      String run =
          client.call(Methods.RUN_RESUME, new RunResumeParams(session, null, key, accepts)).run();
      return new Resumption(known.questions().isEmpty() ? run : null, uri, null);
    } catch (FermataException.Refused refused) {
      List<String> changes = texts(refused, "changes");
      if (changes.isEmpty()) {
        throw refused;
      }
      return afterChanges(refused, changes, isInterrupted(known), uri);
    }
  }

  private static boolean isInterrupted(SessionGetResult known) {
    return known.runs().stream()
        .findFirst()
        .filter(run -> run.status().equals(RunStatus.INTERRUPTED))
        .isPresent();
  }

  private static Resumption afterChanges(
      FermataException.Refused refused, List<String> changes, boolean isInterrupted, String uri) {
    List<String> obstacles = texts(refused, "obstacles");
    String what = "\n" + String.join("\n", changes);
    String advice = obstacles.isEmpty() ? HOW_TO_ACCEPT : String.valueOf(refused.getMessage());
    if (isInterrupted) {
      throw CommandArguments.failed(
          "the definition has changed since the run was started:" + what + "\n" + advice);
    }
    return new Resumption(
        null,
        uri,
        "The definition has changed; the run goes on with the one that it was started with."
            + what
            + "\n"
            + advice);
  }

  private static List<String> texts(FermataException.Refused refused, String member) {
    return refused.error().data().path(member).valueStream().map(JsonNode::asText).toList();
  }

  /** Shows the warning, if there is one. */
  void warn(Editor editor) {
    if (warning != null) {
      editor.show(MessageType.Warning, warning);
    }
  }
}
