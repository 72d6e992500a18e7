package fermata.lsp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonParser;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.client.HintStream;
import fermata.lsp.rpc.Editor;
import fermata.lsp.rpc.Workers;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.DaemonStatusResult;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.session.SessionListParams;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notes how the daemon is and which sessions it has, for what is told beside a text, and tells it
 * to an editor with panels as {@code fermata/daemon}: at first and whenever it has changed. It
 * starts no daemon, and asks nothing while nothing happens: a daemon says which sessions change,
 * and the folder where daemons say that they are there tells when one has come.
 *
 * <p>{@link #run} belongs to one thread.
 */
public final class DaemonWatch {

  /** How long after one look at the daemon the next one comes at the earliest. */
  static final Duration REST = Duration.ofMillis(100);

  /** How long after a daemon that is there but tells nothing the next look comes at the latest. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How long a hint is waited for before it is waited for again. */
  private static final Duration LONG = Duration.ofHours(1);

  /** What may have changed since the last look. */
  private final Semaphore changes = new Semaphore(1);

  private final DaemonLink daemon;
  private final Editor editor;
  private final EditorAbilities abilities;
  private final RunKnowledge knowledge;
  private final Workers workers;
  private String told = "";

  /** Watches a daemon for an editor, and for what is told of its sessions beside the text. */
  public DaemonWatch(
      DaemonLink daemon,
      Editor editor,
      EditorAbilities abilities,
      RunKnowledge knowledge,
      Workers workers) {
    this.workers = workers;
    this.daemon = daemon;
    this.editor = editor;
    this.abilities = abilities;
    this.knowledge = knowledge;
  }

  /** Looks whenever something may have changed, until the thread is interrupted. */
  public void run() {
    daemon.onConnected(changes::release);
    Thread folder =
        workers.start(
            "run-folder-watch", new RunFolderWatch(daemon.runFolder(), changes::release)::run);
    @Nullable Thread following = null;
    try {
      while (true) {
        changes.drainPermits();
        look();
        boolean isMute = following != null && !following.isAlive();
        if (following == null || isMute) {
          following = found().map(this::follow).orElse(null);
        }
        Thread.sleep(REST);
        if (isMute) {
          changes.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } else {
          changes.acquire();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      folder.interrupt();
      if (following != null) {
        following.interrupt();
      }
    }
  }

  private Optional<FermataClient> found() {
    try {
      return daemon.find();
    } catch (FermataException _) {
      // The look has said why to whoever was told of the daemon.
      return Optional.empty();
    }
  }

  /** Follows what a daemon says of its sessions, until there is none any longer. */
  private Thread follow(FermataClient client) {
    return workers.start(
        "hints",
        () -> {
          try (HintStream hints = client.hintsWhileADaemonRuns()) {
            while (true) {
              hints.next(LONG);
              changes.release();
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } catch (FermataException _) {
            // What has become of the daemon is looked at.
            changes.release();
          }
        });
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
