package fermata.lsp.relay;

import com.google.gson.JsonObject;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.definition.model.AgentDefinition;
import fermata.definition.view.RunPlaces;
import fermata.lsp.convert.Places;
import fermata.lsp.document.DocumentSnapshot;
import fermata.wire.method.Methods;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.session.SessionListParams;
import fermata.wire.method.session.SessionStatus;
import fermata.wire.method.session.SessionSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Range;

/**
 * What the daemon last said of its sessions, as lenses of the definitions that they run: how many
 * wait, and how the last run went. Without a daemon, or before it has said anything, there are
 * none.
 *
 * <p>Thread-safe.
 */
public final class RunFacts {

  /** How many sessions are looked at, the last changed first. */
  static final int SESSIONS_MAX = 200;

  private volatile List<SessionSummary> sessions = List.of();

  /** Asks the daemon anew. */
  void refresh(FermataClient client) {
    try {
      var params = new SessionListParams(null, null, SESSIONS_MAX, null);
      sessions = List.copyOf(client.call(Methods.SESSION_LIST, params).sessions());
    } catch (FermataException _) {
      // What was known stays until the daemon can be asked again.
      return;
    }
  }

  /**
   * {@return the lenses of a document beside those that start a run}
   *
   * @param canOpen whether the editor has a panel to show a run in
   */
  public List<CodeLens> lenses(DocumentSnapshot document, boolean canOpen) {
    var places = RunPlaces.of(document.reading());
    Optional<String> agent =
        Optional.ofNullable(document.reading().definition())
            .map(AgentDefinition::name)
            .map(name -> name.value());
    if (sessions.isEmpty() || places.isEmpty() || agent.isEmpty()) {
      return List.of();
    }
    Range range = Places.range(document, places.getFirst().span());
    List<SessionSummary> own =
        sessions.stream().filter(session -> isOf(session, document, agent.get())).toList();
    var lenses = new ArrayList<CodeLens>();
    held(own).ifPresent(command -> lenses.add(new CodeLens(range, command, null)));
    if (canOpen) {
      last(own).ifPresent(command -> lenses.add(new CodeLens(range, command, null)));
    }
    return lenses;
  }

  /** Two files may hold agents of one name; a session says which of them it was. */
  private static boolean isOf(SessionSummary session, DocumentSnapshot document, String agent) {
    String file = session.uri();
    return session.agent().equals(agent)
        && (file == null || document.uri().endsWith(nameOf(file)) || nameOf(file).isEmpty());
  }

  private static String nameOf(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** {@return the session of a definition that changed last} */
  Optional<SessionSummary> newest(DocumentSnapshot document) {
    return Optional.ofNullable(document.reading().definition())
        .map(definition -> definition.name().value())
        .flatMap(
            agent ->
                sessions.stream().filter(session -> isOf(session, document, agent)).findFirst());
  }

  private static Optional<Command> held(List<SessionSummary> own) {
    List<SessionSummary> held =
        own.stream().filter(session -> session.state().equals(SessionStatus.HELD)).toList();
    return held.stream()
        .findFirst()
        .map(
            newest ->
                command("Resume (" + held.size() + " held)", "fermata.resume", newest.session()));
  }

  private static Optional<Command> last(List<SessionSummary> own) {
    return own.stream()
        .findFirst()
        .flatMap(
            newest ->
                Optional.ofNullable(newest.run())
                    .map(run -> command(words(run), "fermata.openSession", newest.session())));
  }

  private static String words(RunSummary run) {
    return "Last run: " + run.status().wireName() + ", " + run.usage().steps() + " steps";
  }

  private static Command command(String title, String name, String session) {
    var argument = new JsonObject();
    argument.addProperty("session", session);
    return new Command(title, name, List.of(argument));
  }
}
