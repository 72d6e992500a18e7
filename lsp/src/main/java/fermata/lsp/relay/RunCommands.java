package fermata.lsp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.lsp.convert.JsonValues;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import fermata.lsp.feature.DiagnosticsFeature;
import fermata.lsp.rpc.Editor;
import fermata.lsp.rpc.Workers;
import fermata.wire.event.BreakpointSet;
import fermata.wire.json.BindingException;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.history.SessionForkParams;
import fermata.wire.method.history.SessionForkResult;
import fermata.wire.method.question.Answer;
import fermata.wire.method.question.AnswerAction;
import fermata.wire.method.question.QuestionAnswerParams;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.RunCancelParams;
import fermata.wire.method.run.RunPauseParams;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.session.SessionListParams;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the editor that the daemon carries out: run, resume, pause, cancel, fork, answer,
 * sessions; and those that show something of it.
 *
 * <p>A run outlives its command: the reply comes when the run is admitted, and what happens then is
 * shown as progress. Every command carries a key, so a double click or a lost reply starts nothing
 * twice.
 *
 * <p>Thread-safe.
 */
public final class RunCommands implements AutoCloseable {

  /** The commands, as the server advertises them. */
  public static final List<String> NAMES =
      List.of(
          "fermata.run",
          "fermata.resume",
          "fermata.pause",
          "fermata.cancel",
          "fermata.fork",
          "fermata.answer",
          "fermata.sessions",
          "fermata.openSession",
          "fermata.openDefinition",
          "fermata.showGraph",
          "fermata.debug");

  private final DaemonLink daemon;
  private final DocumentStore documents;
  private final DiagnosticsFeature diagnostics;
  private final Workers workers;
  private final Editor editor;
  private final EditorAbilities abilities;
  private final Views views;
  private final AnswerDocuments answers;
  private final Map<String, RunFollower> followers = new ConcurrentHashMap<>();

  /** Relays to a daemon and shows the runs in an editor. */
  public RunCommands(
      DaemonLink daemon, DocumentStore documents, Surface surface, EditorAbilities abilities) {
    this.daemon = daemon;
    this.documents = documents;
    this.diagnostics = surface.diagnostics();
    this.workers = surface.workers();
    this.editor = surface.editor();
    this.views = surface.views();
    this.answers = new AnswerDocuments(surface.workers());
    this.abilities = abilities;
  }

  /** Where the relay shows what happens. */
  public record Surface(
      Editor editor, DiagnosticsFeature diagnostics, Workers workers, Views views) {}

  /** Carries out a command; blocks until the daemon has admitted it. */
  public @Nullable Object execute(ExecuteCommandParams params) {
    try {
      return switch (params.getCommand()) {
        case "fermata.run" -> run(CommandArguments.of(params, "uri"));
        case "fermata.resume" -> resume(CommandArguments.of(params, "session"));
        case "fermata.pause" -> pause(CommandArguments.of(params, "session"));
        case "fermata.fork" -> fork(CommandArguments.of(params, "session"));
        case "fermata.cancel" -> cancel(CommandArguments.of(params, "session"));
        case "fermata.answer" -> answer(CommandArguments.of(params, "question"));
        case "fermata.sessions" -> sessions(CommandArguments.of(params, "agent"));
        case "fermata.openSession" ->
            views.openSession(CommandArguments.of(params, "session").text("session"));
        case "fermata.openDefinition" ->
            views.openDefinition(CommandArguments.of(params, "session").text("session"));
        case "fermata.showGraph" -> views.showGraph(CommandArguments.of(params, "uri").text("uri"));
        case "fermata.debug" -> debug(CommandArguments.of(params, "uri"));
        default ->
            throw CommandArguments.refused(
                "command " + params.getCommand() + " is not one of " + NAMES);
      };
    } catch (BindingException e) {
      throw CommandArguments.refused(params.getCommand() + ": " + e.getMessage());
    } catch (FermataException e) {
      throw Refusals.of(e);
    }
  }

  private JsonElement run(CommandArguments arguments) {
    return run(arguments, null);
  }

  /**
   * Has a run stand still for a debugger of the editor's, which no server can start: a new one
   * before its first step, or one that is under way. It goes on when it is resumed, with or without
   * one.
   */
  private JsonElement debug(CommandArguments arguments) {
    Optional<String> session = arguments.findText("session");
    JsonObject reply = new JsonObject();
    if (session.isPresent()) {
      JsonElement _ = pause(arguments);
      reply.addProperty("session", session.get());
    } else {
      var entry = new BreakpointSet("lsp-" + UUID.randomUUID(), List.of(), List.of(), true);
      reply = run(arguments, entry).getAsJsonObject();
    }
    String id = reply.get("session").getAsString();
    var attach = new JsonObject();
    attach.addProperty("type", "fermata");
    attach.addProperty("request", "attach");
    attach.addProperty("name", "Fermata " + id);
    attach.addProperty("session", id);
    reply.add("attach", attach);
    if (!abilities.hasPanels()) {
      editor.show(
          MessageType.Info,
          "session "
              + id
              + " stands still for a debugger: attach one to it by 'fermata dap', or resume it");
    }
    return reply;
  }

  private JsonElement run(CommandArguments arguments, @Nullable BreakpointSet debug) {
    String uri = arguments.text("uri");
    Optional<DocumentSnapshot> document = documents.find(uri);
    String text = document.map(DocumentSnapshot::text).orElse(null);
    var params =
        new RunStartParams(
            new AgentReference(uri, text),
            arguments.find("input").orElse(null),
            arguments.findText("entry").orElse(null),
            null,
            null,
            keyOf(arguments),
            arguments.findText("title").orElse(null),
            arguments.findText("workspace").orElse(null),
            null,
            null,
            null,
            debug);
    FermataClient client = daemon.client();
    RunStartResult started = client.call(Methods.RUN_START, params);
    follow(client, started.session(), uri, document);
    return JsonValues.toEditor(started);
  }

  private JsonElement resume(CommandArguments arguments) {
    String session = arguments.text("session");
    FermataClient client = daemon.client();
    Resumption resumed = Resumption.of(client, arguments, keyOf(arguments));
    resumed.warn(editor);
    follow(client, session, resumed.uri(), documents.find(resumed.uri()));
    JsonObject reply = new JsonObject();
    reply.addProperty("session", session);
    if (resumed.run() != null) {
      reply.addProperty("run", resumed.run());
    }
    return reply;
  }

  private JsonElement pause(CommandArguments arguments) {
    Optional<String> run = arguments.findText("run");
    String session = run.isPresent() ? null : arguments.text("session");
    var params =
        new RunPauseParams(
            run.orElse(null),
            session,
            arguments.findText("reason").orElse("paused from the editor"),
            keyOf(arguments));
    return JsonValues.toEditor(daemon.client().call(Methods.RUN_PAUSE, params));
  }

  /** The new run is followed as one that was started here; its file need not be open. */
  private JsonElement fork(CommandArguments arguments) {
    ObjectNode given = (ObjectNode) JsonValues.toTree(arguments.members());
    given.put("session", arguments.text("session")).put("key", keyOf(arguments));
    SessionForkParams params = Json.read(given, SessionForkParams.class);
    FermataClient client = daemon.client();
    SessionForkResult forked = client.call(Methods.SESSION_FORK, params);
    follow(client, forked.session(), "", Optional.empty());
    return JsonValues.toEditor(forked);
  }

  private JsonElement cancel(CommandArguments arguments) {
    Optional<String> run = arguments.findText("run");
    String session = run.isPresent() ? null : arguments.text("session");
    var params =
        new RunCancelParams(
            run.orElse(null),
            session,
            arguments.findText("reason").orElse("cancelled from the editor"),
            keyOf(arguments));
    return JsonValues.toEditor(daemon.client().call(Methods.RUN_CANCEL, params));
  }

  private JsonElement answer(CommandArguments arguments) {
    JsonNode content = arguments.find("content").orElse(null);
    var answer =
        new Answer(
            arguments.text("question"),
            arguments.findText("action").map(RunCommands::action).orElse(AnswerAction.ACCEPT),
            content);
    var params = new QuestionAnswerParams(List.of(answer), keyOf(arguments));
    return JsonValues.toEditor(daemon.client().call(Methods.QUESTION_ANSWER, params));
  }

  private static AnswerAction action(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "accept" -> AnswerAction.ACCEPT;
      case "decline" -> AnswerAction.DECLINE;
      case "cancel" -> AnswerAction.CANCEL;
      default ->
          throw CommandArguments.refused("action '" + word + "' is not accept, decline or cancel");
    };
  }

  private JsonElement sessions(CommandArguments arguments) {
    var params = new SessionListParams(null, arguments.findText("agent").orElse(null), null, null);
    return JsonValues.toEditor(daemon.client().call(Methods.SESSION_LIST, params));
  }

  private static String keyOf(CommandArguments arguments) {
    return arguments.findText("key").orElseGet(() -> UUID.randomUUID().toString());
  }

  private void follow(
      FermataClient client, String session, String uri, Optional<DocumentSnapshot> document) {
    var asking = new RunDisplay.Asking(workers, answers);
    var follower =
        new RunFollower(client, session, new RunDisplay(editor, abilities, session, asking));
    // One display for a session, however often it is resumed.
    RunFollower shown = followers.putIfAbsent(session, follower);
    if (shown != null) {
      shown.display().askAgain();
    } else {
      workers.start(
          "follow-" + session,
          () -> {
            try {
              follower
                  .follow(new StartPosition.Start())
                  .ifPresent(failure -> show(failure, uri, document));
            } finally {
              followers.remove(session);
            }
          });
    }
  }

  private void show(
      fermata.wire.event.Failure failure, String uri, Optional<DocumentSnapshot> ran) {
    documents
        .find(uri)
        .filter(now -> ran.isPresent() && now.version() == ran.get().version())
        .ifPresent(now -> diagnostics.failed(now, FailureDiagnostics.of(now, failure)));
  }

  /** Ends a run whose progress display was cancelled; other tokens are not ours. */
  public void progressCancelled(String token) {
    for (RunFollower follower : followers.values()) {
      if (follower.display().token().equals(token)) {
        workers.start("cancel", () -> cancelSession(follower.session()));
      }
    }
  }

  private void cancelSession(String session) {
    try {
      daemon
          .client()
          .call(
              Methods.RUN_CANCEL,
              new RunCancelParams(
                  null, session, "cancelled from the editor", UUID.randomUUID().toString()));
    } catch (FermataException e) {
      editor.show(MessageType.Error, "cancel: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    answers.close();
  }
}
