package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.SessionViews;
import fermata.daemon.source.AgentFiles;
import fermata.daemon.source.AgentLocation;
import fermata.daemon.source.AgentSource;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.trigger.TriggerViews;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.Suggestions;
import fermata.wire.method.agent.AgentListParams;
import fermata.wire.method.agent.AgentListResult;
import fermata.wire.method.agent.AgentResolveParams;
import fermata.wire.method.agent.AgentResolveResult;
import fermata.wire.method.agent.AgentView;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code agent/list} and {@code agent/resolve}: agents of a folder, or those known already. */
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

  /** Finds by name; of several versions the highest, of several files of one version none. */
  AgentResolveResult resolve(AgentResolveParams params, RequestContext context) {
    Known known = known();
    List<AgentView> all =
        files(params.folder(), known).stream().map(file -> view(file, known)).toList();
    List<AgentView> named =
        all.stream().filter(each -> each.agent().equals(params.name())).toList();
    if (named.isEmpty()) {
      List<String> names = all.stream().map(AgentView::agent).distinct().toList();
      throw RefusedException.notFound(
          "agent", params.name(), "does not exist" + Suggestions.hint(params.name(), names));
    }
    return new AgentResolveResult(only(params, ofVersion(named, params.version())));
  }

  private static List<AgentView> ofVersion(List<AgentView> named, @Nullable String version) {
    if (version != null) {
      return named.stream().filter(each -> version.equals(each.version())).toList();
    }
    VersionNumber highest =
        named.stream().map(VersionNumber::of).max(VersionNumber::compareTo).orElseThrow();
    return named.stream().filter(each -> VersionNumber.of(each).compareTo(highest) == 0).toList();
  }

  private static AgentView only(AgentResolveParams params, List<AgentView> found) {
    if (found.isEmpty()) {
      throw RefusedException.notFound("agent", params.name() + " " + params.version());
    }
    if (found.size() > 1) {
      throw RefusedException.invalidParams(
          "/name",
          "'%s' is in %s and %s (expected: the folder of one)"
              .formatted(params.name(), found.get(0).uri(), found.get(1).uri()));
    }
    return found.getFirst();
  }

  /** A version as numbers with dots between them; what is no number counts as 0. */
  private record VersionNumber(List<Integer> parts) implements Comparable<VersionNumber> {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    static VersionNumber of(AgentView agent) {
      String version = Objects.requireNonNullElse(agent.version(), "");
      return new VersionNumber(
          Stream.of(version.split("[.+-]", -1))
              .map(part -> NUMBER.matcher(part).matches() ? Integer.parseInt(part) : 0)
              .toList());
    }

    private int part(int index) {
      return index < parts.size() ? parts.get(index) : 0;
    }

    @Override
    public int compareTo(VersionNumber other) {
      int count = Math.max(parts.size(), other.parts.size());
      return IntStream.range(0, count)
          .map(index -> Integer.compare(part(index), other.part(index)))
          .filter(order -> order != 0)
          .findFirst()
          .orElse(0);
    }
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
