package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.web.HostPolicy;
import fermata.daemon.tool.web.PageFetcher;
import fermata.definition.model.ToolName;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The bodies of the built-in tools by name. Thread-safe. */
public final class BuiltinBodies implements AutoCloseable {

  /** The variable with the hosts that may be fetched from, comma-separated. */
  public static final String FETCH_HOSTS = "FERMATA_FETCH_HOSTS";

  /**
   * Those that do all of their work on the thread that calls them, with no program, connection or
   * wait whose end could interrupt that thread later.
   */
  private static final Set<String> OF_ONE_THREAD =
      Set.of(
          "files.list",
          "files.find",
          "files.read",
          "files.write",
          "files.patch",
          "files.search",
          "files.stat",
          "files.measure",
          "artifacts.write",
          "artifacts.list",
          "artifacts.read",
          "json.parse",
          "json.query",
          "time.now");

  private final PageFetcher fetcher;
  private final Map<String, ToolBody> bodies = new LinkedHashMap<>();

  /**
   * Makes the tools.
   *
   * @param environment of the daemon; programs see little of it
   */
  public BuiltinBodies(Map<String, String> environment, ProgramSlots slots, InstantSource clock) {
    fetcher = new PageFetcher(HostPolicy.of(environment.getOrDefault(FETCH_HOSTS, "")));
    bodies.put("files.list", FileTools::list);
    bodies.put("files.find", FileTools::find);
    bodies.put("files.read", FileTools::read);
    bodies.put("files.write", FileTools::write);
    bodies.put("files.patch", new PatchTool());
    bodies.put("files.search", SearchTool::run);
    bodies.put("files.stat", FileTools::stat);
    bodies.put("files.measure", MeasureTool::run);
    bodies.put("events.publish", EventTools::publish);
    bodies.put("events.wait", EventTools::await);
    bodies.put("events.request", EventTools::request);
    bodies.put("artifacts.write", ArtifactTools::write);
    bodies.put("artifacts.list", ArtifactTools::list);
    bodies.put("artifacts.read", ArtifactTools::read);
    bodies.put("human.ask", _ -> nobody());
    bodies.put("json.parse", JsonTools::parse);
    bodies.put("json.query", JsonTools::query);
    bodies.put("shell.run", new ShellTool(PassedEnvironment.of(environment), slots));
    bodies.put("web.fetch", new FetchTool(fetcher));
    bodies.put("time.now", new TimeTool(clock));
  }

  // In a run the engine asks, and no body is needed.
  private static JsonNode nobody() {
    throw ToolRefusal.of(
        ToolFailureKinds.FAILED, "only a run can ask a person, and this call is of none");
  }

  /** {@return the body of a built-in tool} */
  public Optional<ToolBody> find(ToolName name) {
    return Optional.ofNullable(bodies.get(name.value()));
  }

  /** Whether a built-in tool can be called on any thread, which is free for others afterwards. */
  public boolean isOfOneThread(ToolName name) {
    return OF_ONE_THREAD.contains(name.value());
  }

  /** {@return the names of all} */
  public Set<String> names() {
    return Set.copyOf(bodies.keySet());
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
