package fermata.cli.command;

import fermata.cli.question.PreparedAnswers;
import fermata.client.FermataException;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.agent.AgentGetParams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers that a run is given beforehand, held against the nodes of its definition. */
final class Answering {

  private Answering() {}

  /**
   * {@return the answers of {@code --answer}}
   *
   * @param uri of the definition; nothing is checked where it is gone or broken by now, because the
   *     run has its own copy
   */
  static PreparedAnswers prepared(Context context, @Nullable String uri, List<String> words) {
    PreparedAnswers answers = PreparedAnswers.none().with(words);
    if (uri == null || words.isEmpty()) {
      return answers;
    }
    try {
      return answers.checked(
          context.client().call(Methods.AGENT_GET, new AgentGetParams(uri)).nodes());
    } catch (FermataException.Refused refused) {
      if (refused.error().is(DaemonErrorCode.AGENT_INVALID)
          || refused.error().is(DaemonErrorCode.NOT_FOUND)) {
        return answers;
      }
      throw refused;
    }
  }
}
