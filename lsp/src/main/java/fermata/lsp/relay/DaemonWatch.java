package fermata.lsp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonParser;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.lsp.rpc.Editor;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.DaemonStatusResult;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.session.SessionListParams;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Notes how the daemon is and which sessions it has, for what is told beside a text, and tells it
 * to an editor with panels as {@code fermata/daemon}: at first and whenever it has changed. It
 * starts no daemon.
 *
 * <p>{@link #run} belongs to one thread.
 */
public final class DaemonWatch {

  /** How long after one look at the daemon the next one comes. */
  static final Duration PAUSE = Duration.ofSeconds(2);

  private final DaemonLink daemon;
  private final Editor editor;
  private final EditorAbilities abilities;
  private final RunKnowledge knowledge;
  private String told = "";

  /** Watches a daemon for an editor, and for what is told of its sessions beside the text. */
  public DaemonWatch(
      DaemonLink daemon, Editor editor, EditorAbilities abilities, RunKnowledge knowledge) {
    this.daemon = daemon;
    this.editor = editor;
    this.abilities = abilities;
    this.knowledge = knowledge;
  }

  /** Looks again and again, until the thread is interrupted. */
  public void run() {
    try {
      while (true) {
        look();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    ObjectNode seen = see();
    if (!seen.toString().equals(told)) {
      told = seen.toString();
      daemon.find().ifPresent(this::sessionsChanged);
      if (abilities.hasPanels()) {
        editor.custom("fermata/daemon", JsonParser.parseString(told));
      }
    }
  }

  private void sessionsChanged(FermataClient client) {
    knowledge.runs().refresh(client);
    knowledge.held().sessionsChanged();
    knowledge.last().sessionsChanged();
    knowledge.views().sessionsChanged();
    if (abilities.refreshesLenses()) {
      // Whether the editor then asks is its own affair.
      CompletableFuture<?> _ = editor.refreshLenses();
    }
    if (abilities.refreshesHints()) {
      CompletableFuture<?> _ = editor.refreshHints();
    }
  }

  private ObjectNode see() {
    ObjectNode none = Json.mapper().createObjectNode().put("state", "none");
    try {
      Optional<FermataClient> client = daemon.find();
      return client.isPresent() ? see(client.get()) : none;
    } catch (FermataException e) {
      return none.put("reason", String.valueOf(e.getMessage()));
    }
  }

  /** The newest change of a session stands for the whole list, which is ordered by it. */
  private static ObjectNode see(FermataClient client) {
    DaemonStatusResult status = client.call(Methods.DAEMON_STATUS, new Nothing());
    ObjectNode seen = Json.mapper().createObjectNode().put("state", status.state().wireName());
    seen.put("version", status.version()).put("pid", status.pid());
    seen.set("sessions", Json.toTree(status.sessions()));
    client
        .call(Methods.SESSION_LIST, new SessionListParams(null, null, 1, null))
        .sessions()
        .stream()
        .findFirst()
        .ifPresent(newest -> seen.put("changed", newest.session() + " " + newest.head()));
    return seen;
  }
}
