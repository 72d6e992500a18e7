package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.SessionViews;
import fermata.daemon.source.AgentFiles;
import fermata.daemon.source.AgentLocation;
import fermata.daemon.source.AgentSource;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.trigger.TriggerViews;
import fermata.definition.model.AgentDefinition;
import fermata.wire.method.agent.AgentListParams;
import fermata.wire.method.agent.AgentListResult;
import fermata.wire.method.agent.AgentView;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code agent/list}: the agents of a folder, or those that the daemon has to do with. */
final class AgentListMethods {

  private static final int PAGE_DEFAULT = 100;
  private static final int PAGE_MAX = 500;

  private final AgentSource agents;
  private final SessionViews sessions;
  private final TriggerViews triggers;

  AgentListMethods(Backends backends) {
    this.agents = backends.agents();
    this.sessions = backends.views();
    this.triggers = new TriggerViews(backends.triggers().registry());
  }

  /**
   * What is known beside the files.
   *
   * @param sessions how many, by file
   */
  private record Known(Map<Path, Integer> sessions, Set<Path> armed, Map<Path, String> names) {}

  AgentListResult list(AgentListParams params, RequestContext context) {
    int limit = limit(params.limit());
    Known known = known();
    SortedSet<Path> files = files(params.folder(), known);
    String cursor = params.cursor();
    List<Path> page =
        files.stream()
            .filter(file -> cursor == null || file.toString().compareTo(cursor) > 0)
            .limit(limit + 1L)
            .toList();
    boolean isLast = page.size() <= limit;
    List<Path> shown = isLast ? page : page.subList(0, limit);
    return new AgentListResult(
        shown.stream().map(file -> view(file, known)).toList(),
        isLast ? null : shown.getLast().toString());
  }

  private static int limit(@Nullable Integer wanted) {
    if (wanted == null) {
      return PAGE_DEFAULT;
    }
    if (wanted < 1 || wanted > PAGE_MAX) {
      throw RefusedException.invalidParams("/limit", wanted + " (expected: 1 to " + PAGE_MAX + ")");
    }
    return wanted;
  }

  private Known known() {
    var counts = new HashMap<Path, Integer>();
    var names = new HashMap<Path, String>();
    for (SessionViews.AgentSessions each : sessions.agents()) {
      fileOf(each.uri())
          .ifPresent(
              file -> {
                counts.merge(file, each.count(), Integer::sum);
                names.put(file, each.agent());
              });
    }
    var armed = new HashSet<Path>();
    triggers.files().forEach(file -> armed.add(Path.of(file)));
    return new Known(counts, armed, names);
  }

  /** A session may say of its definition what is no file, such as one without a name. */
  private static Optional<Path> fileOf(String uri) {
    try {
      return uri.isEmpty() ? Optional.empty() : Optional.of(AgentLocation.parse("/uri", uri));
    } catch (RefusedException | InvalidPathException none) {
      return Optional.empty();
    }
  }

  private static SortedSet<Path> files(@Nullable String folder, Known known) {
    if (folder == null) {
      var files = new TreeSet<>(known.sessions().keySet());
      files.addAll(known.armed());
      return files;
    }
    Path root = AgentLocation.parse("/folder", folder);
    if (!Files.isDirectory(root)) {
      throw RefusedException.invalidParams("/folder", "'" + root + "' is not a folder");
    }
    return new TreeSet<>(AgentFiles.in(root));
  }

  private AgentView view(Path file, Known known) {
    SourcedAgent found = agents.find(file).orElse(null);
    AgentDefinition definition = found == null ? null : found.loaded().definition();
    boolean isUsable = found != null && found.loaded().isUsable();
    String name = definition == null ? "" : definition.name().value();
    return new AgentView(
        name.isEmpty() ? known.names().getOrDefault(file, "") : name,
        file.toString(),
        definition == null || definition.version().isEmpty() ? null : definition.version(),
        definition == null || definition.description().isEmpty() ? null : definition.description(),
        isUsable && definition != null ? definition.digest() : null,
        isUsable ? null : problem(found),
        definition == null ? List.of() : List.copyOf(definition.entries().keySet()),
        known.armed().contains(file),
        known.sessions().getOrDefault(file, 0));
  }

  private static String problem(@Nullable SourcedAgent found) {
    return found == null
        ? "the file cannot be read"
        : AgentMethods.firstError(AgentMethods.problemsOf(found.loaded()));
  }
}
