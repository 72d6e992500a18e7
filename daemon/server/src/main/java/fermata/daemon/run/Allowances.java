package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.platform.Hashes;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.definition.model.ToolName;
import fermata.engine.run.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls of tools that somebody has allowed for longer than once, by the file of the agent.
 *
 * <p>What another daemon of the same store changes counts here within {@link #FRESH}. Thread-safe.
 */
public final class Allowances {

  /** For how long what was read counts. */
  static final Duration FRESH = Duration.ofSeconds(15);

  private static final String OWNER = "policy:";
  private static final int STALE_MAX = 100;

  private final JournalStore store;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Instant readAt, List<Given> given) {}

  /**
   * What somebody has allowed.
   *
   * @param file of the agent
   * @param args of the calls; absent for any
   * @param session that it is about; absent for all of the agent
   */
  public record Given(
      String file,
      ToolName tool,
      @Nullable JsonNode args,
      @Nullable String session,
      String by,
      Instant at) {

    private String key() {
      String calls = args == null ? "" : Hashes.sha256(args.toString());
      return (session == null ? "*" : session) + " " + tool.value() + " " + calls;
    }

    private Allowance toAllowance() {
      return new Allowance(tool, args, session == null ? "always" : "session", by);
    }
  }

  public Allowances(JournalStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** {@return what is allowed in a session of an agent} */
  public List<Allowance> of(String file, String session) {
    Known found = known.get(file);
    if (found == null || found.readAt().plus(FRESH).isBefore(clock.instant())) {
      found = new Known(clock.instant(), read(file).toList());
      known.put(file, found);
    }
    return found.given().isEmpty()
        ? List.of()
        : found.given().stream()
            .filter(it -> it.session() == null || it.session().equals(session))
            .map(Given::toAllowance)
            .toList();
  }

  /** {@return everything that is allowed, of one agent or of all} */
  public List<Given> all(@Nullable String file) {
    return file == null
        ? store.sharedOwners(OWNER).stream()
            .flatMap(owner -> read(owner.substring(OWNER.length())))
            .toList()
        : read(file).toList();
  }

  private Stream<Given> read(String file) {
    return store.shared(OWNER + file).stream()
        .map(row -> JournalRecords.parse(row.value()))
        .filter(JsonNode::isObject)
        .map(json -> given(file, json));
  }

  private static Given given(String file, JsonNode json) {
    return new Given(
        file,
        new ToolName(json.path("tool").asText()),
        json.get("args"),
        json.path("session").textValue(),
        json.path("by").asText(),
        Instant.parse(json.path("at").asText()));
  }

  /** {@return what stores that something is allowed, whatever was stored of it before} */
  StoreChange toChange(Given given) {
    return new StoreChange.ReplaceShared(OWNER + given.file(), given.key(), toJson(given));
  }

  /** What is allowed of the agent has changed in the store. */
  void readAgain(Given given) {
    known.remove(given.file());
  }

  /** {@return whether it was not allowed before} */
  public boolean allow(Given given) {
    return put(given, toJson(given));
  }

  private static String toJson(Given given) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("tool", given.tool().value());
    if (given.args() != null) {
      json.set("args", given.args());
    }
    json.put("session", given.session()).put("by", given.by()).put("at", given.at().toString());
    return json.toString();
  }

  /** {@return whether it was allowed before} */
  public boolean takeBack(Given given) {
    return put(given, "null");
  }

  private boolean put(Given given, String value) {
    String owner = OWNER + given.file();
    for (int attempt = 1; ; attempt++) {
      JournalStore.SharedRow before =
          store.shared(owner).stream()
              .filter(row -> row.key().equals(given.key()))
              .findFirst()
              .orElse(new JournalStore.SharedRow(given.key(), 0, "null"));
      boolean wasAllowed = !before.value().equals("null");
      if (wasAllowed == !value.equals("null")) {
        return false;
      }
      int version = before.version();
      try {
        store.commit(
            List.of(new StoreChange.PutShared(owner, given.key(), version, version + 1, value)));
        known.remove(given.file());
        return true;
      } catch (StorageException stale) {
        if (stale.kind() != StorageException.Kind.STALE || attempt >= STALE_MAX) {
          throw stale;
        }
      }
    }
  }
}
