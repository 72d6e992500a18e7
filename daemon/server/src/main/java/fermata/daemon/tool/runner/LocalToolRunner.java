package fermata.daemon.tool.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import fermata.daemon.platform.Deadline;
import fermata.daemon.platform.DeadlineWatch;
import fermata.daemon.secret.Secrets;
import fermata.daemon.tool.ToolArtifacts;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolChange;
import fermata.daemon.tool.ToolEvents;
import fermata.daemon.tool.ToolExecution;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.ToolRunner;
import fermata.daemon.tool.ToolServers;
import fermata.daemon.tool.builtin.Arguments;
import fermata.daemon.tool.builtin.BuiltinBodies;
import fermata.daemon.tool.builtin.PassedEnvironment;
import fermata.daemon.tool.builtin.ProgramSlots;
import fermata.daemon.tool.builtin.ToolBody;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.builtin.ToolWork;
import fermata.daemon.tool.client.ClientTools;
import fermata.daemon.tool.files.Root;
import fermata.daemon.tool.runtime.external.ExternalRuntimes;
import fermata.daemon.tool.web.HostPolicy;
import fermata.daemon.tool.web.WebClient;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.tool.ToolReach;
import fermata.definition.tool.ToolSchema;
import fermata.definition.tool.ToolTerms;
import fermata.engine.run.ToolOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the built-in tools and the programs that catalogues declare, on this machine. */
public final class LocalToolRunner implements ToolRunner, AutoCloseable {

  /** How many programs run at once. */
  public static final int PROGRAMS_MAX = 32;

  /** How many catalogues are kept ready; the least recently used one goes first. */
  private static final int CATALOGS_MAX = 256;

  private final BuiltinBodies builtins;
  private final ProgramSlots slots;
  private final Map<String, String> environment;
  private final LoadingCache<ToolCatalog, Workbench> workbenches;
  private final Runtimes runtimes;
  private final ServerTools servers;
  private final ToolEvents.Source events;
  private final ToolArtifacts.Source artifacts;
  private final Secrets secrets;
  private final WebClient web;
  private final Gates gates = new Gates();
  private final DeadlineWatch deadlines = new DeadlineWatch();
  private final ClientTools clients;
  private final CatalogNews news;

  /**
   * What tools reach of the rest of the daemon.
   *
   * @param events by which running tools speak with others
   * @param artifacts that they keep
   * @param changes hears when the tools of a server or a client are others than before
   */
  public record Ports(
      ToolEvents.Source events, ToolArtifacts.Source artifacts, ToolChange.Listener changes) {}

  /**
   * Makes a runner.
   *
   * @param environment of the daemon; programs see little of it
   * @param secrets that servers of the project file are given
   */
  public LocalToolRunner(
      Map<String, String> environment, Secrets secrets, InstantSource clock, Ports ports) {
    this.events = ports.events();
    this.artifacts = ports.artifacts();
    this.secrets = secrets;
    this.web = new WebClient(HostPolicy.of(environment.getOrDefault("FERMATA_FETCH_HOSTS", "")));
    this.slots = new ProgramSlots(PROGRAMS_MAX);
    this.builtins = new BuiltinBodies(environment, slots, clock);
    this.environment = PassedEnvironment.of(environment);
    this.runtimes = Runtimes.open(this.environment, clock);
    this.clients = new ClientTools(ports.changes());
    this.news = new CatalogNews(ports.changes());
    this.servers = new ServerTools(this.environment, secrets, ports.changes());
    this.workbenches =
        Caffeine.newBuilder()
            .maximumSize(CATALOGS_MAX)
            .executor(Runnable::run)
            .build(catalog -> Workbench.of(catalog, builtins, servers.declaredIn(catalog)));
  }

  /** {@return the runtimes that other programs are} */
  public ExternalRuntimes externalRuntimes() {
    return runtimes.external();
  }

  @Override
  public ToolKnowledge knowledge(ToolCatalog catalog) {
    return known(workbench(catalog));
  }

  @Override
  public Optional<ToolDeclaration> declaration(ToolCatalog catalog, ToolName tool) {
    return workbench(catalog).declaration(tool);
  }

  @Override
  public ToolKnowledge refresh(ToolCatalog catalog) {
    Workbench workbench = workbench(catalog);
    news.read(catalog.folder(), workbench);
    return known(workbench);
  }

  private Workbench workbench(ToolCatalog catalog) {
    Workbench kept = workbenches.get(catalog);
    if (kept.isWhole()) {
      return kept;
    }
    workbenches.invalidate(catalog);
    return workbenches.get(catalog);
  }

  private ToolKnowledge known(Workbench workbench) {
    return servers.known(workbench).and(clients.offered());
  }

  @Override
  public ToolKnowledge ask(ToolCatalog catalog, List<String> patterns) throws InterruptedException {
    servers.ask(workbench(catalog), patterns);
    return knowledge(catalog);
  }

  /** {@return the tool servers, for who looks after them} */
  public ToolServers servers() {
    return servers.desk(catalog -> workbench(catalog).servers());
  }

  /** {@return the tools that clients offer} */
  public ClientTools clients() {
    return clients;
  }

  @Override
  public ToolExecution start(ToolCall call, ToolListener listener) {
    Workbench workbench = workbench(call.catalog());
    CallThread thread = threadOf(call, workbench, listener);
    thread.start(() -> perform(call, workbench, thread));
    return thread;
  }

  @Override
  public ToolOutcome call(ToolCall call, ToolListener listener, Consumer<ToolExecution> begun) {
    if (!builtins.isOfOneThread(call.tool())) {
      return ToolRunner.super.call(call, listener, begun);
    }
    Workbench workbench = workbench(call.catalog());
    CallThread thread = threadOf(call, workbench, listener);
    begun.accept(thread);
    return thread.runHere(deadlines, () -> perform(call, workbench, thread));
  }

  private CallThread threadOf(ToolCall call, Workbench workbench, ToolListener listener) {
    Optional<ToolSchema> schema = known(workbench).find(call.tool());
    Duration silenceMax = schema.map(ToolSchema::timeout).orElse(call.timeout());
    return new CallThread(call, Deadline.in(silenceMax, call.timeout()), listener);
  }

  private ToolOutcome.Completed perform(ToolCall call, Workbench workbench, CallThread thread)
      throws IOException, InterruptedException {
    // A server that is not alive is started by the call; what it offers is known only then.
    servers.require(call.tool(), workbench);
    ToolSchema schema =
        ClientTools.isHosted(call.tool())
            ? clients.require(call.tool())
            : declared(call, workbench);
    ToolTerms terms =
        workbench.declaration(call.tool()).map(ToolDeclaration::terms).orElse(ToolTerms.NONE);
    Arguments args = Arguments.of(coerced(call, schema, terms, thread), schema.input());
    Boundary.checkArguments(schema, args.json());
    ToolArtifacts kept = artifacts.of(call);
    ToolWork work =
        new ToolWork(
            args,
            Root.of(call.workspace()),
            thread.listener(),
            thread.deadline(),
            events.of(call),
            kept,
            call.idempotencyKey(),
            call.requester());
    try (Gates.Pass _ = gates.enter(call, terms)) {
      JsonNode result = body(call, workbench).run(work);
      Boundary.checkResult(schema, result);
      return new ToolOutcome.Completed(result, kept.kept());
    }
  }

  private static JsonNode coerced(
      ToolCall call, ToolSchema schema, ToolTerms terms, CallThread thread) {
    if (!terms.coerces()) {
      return call.args();
    }
    Coercion.Coerced coerced = Coercion.of(call.args(), schema.input());
    coerced
        .notes()
        .forEach(
            note ->
                thread.listener().warning("tool.coerced", "'" + call.tool().value() + "' " + note));
    return coerced.args();
  }

  private ToolSchema declared(ToolCall call, Workbench workbench) {
    return servers
        .known(workbench)
        .find(call.tool())
        .or(() -> servers.unknown(call.tool(), workbench))
        .orElseThrow(
            () -> ToolRefusal.of(ToolFailureKinds.MISSING, workbench.missing(call.tool())));
  }

  private ToolBody body(ToolCall call, Workbench workbench) {
    return workbench
        .declaration(call.tool())
        .map(declaration -> declared(declaration, call))
        .or(() -> clients.find(call))
        .or(() -> runtimes.find(call))
        .or(() -> servers.find(call, workbench))
        .or(() -> builtins.find(call.tool()))
        .orElseThrow(
            () -> ToolRefusal.of(ToolFailureKinds.MISSING, workbench.missing(call.tool())));
  }

  private ToolBody declared(ToolDeclaration tool, ToolCall call) {
    return switch (tool.reach()) {
      case ToolReach.Program program ->
          new ProgramTool(tool, program, call, environment, secrets.scope(), slots);
      case ToolReach.CodeRuntime _ ->
          runtimes
              .find(call)
              .orElseThrow(
                  () ->
                      ToolRefusal.of(
                          ToolFailureKinds.MISSING, "'" + call.tool().value() + "' is no runtime"));
      case ToolReach.Request request -> new RequestTool(tool, request, call, web, secrets.scope());
    };
  }

  @Override
  public void close() {
    web.close();
    servers.close();
    runtimes.close();
    builtins.close();
  }
}
