package fermata.daemon;

import fermata.daemon.artifact.SessionArtifacts;
import fermata.daemon.blob.BlobStore;
import fermata.daemon.blob.LargeValues;
import fermata.daemon.event.ContextSource;
import fermata.daemon.event.EventBridge;
import fermata.daemon.event.EventRouter;
import fermata.daemon.event.ToolNews;
import fermata.daemon.journal.EventLog;
import fermata.daemon.model.run.ConfiguredModels;
import fermata.daemon.platform.UuidV7;
import fermata.daemon.rpc.Backends;
import fermata.daemon.run.Allowances;
import fermata.daemon.run.RunEnvironment;
import fermata.daemon.run.RunLimits;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.run.RunSnapshots;
import fermata.daemon.run.RunTimers;
import fermata.daemon.run.SessionFolders;
import fermata.daemon.run.SessionViews;
import fermata.daemon.secret.Secrets;
import fermata.daemon.source.AgentSource;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.OwnerRow;
import fermata.daemon.tool.runner.LocalToolRunner;
import fermata.daemon.trigger.EventSource;
import fermata.daemon.trigger.RegistryNews;
import fermata.daemon.trigger.TriggerRegistry;
import fermata.daemon.trigger.Triggers;
import fermata.daemon.trigger.hook.WebhookSource;
import fermata.wire.channel.ConnectionLimits;
import fermata.wire.method.session.SessionStatus;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything below the methods, put together from the inside out. The map of the daemon. */
record Workings(
    JournalStore store,
    BlobStore blobs,
    EventLog log,
    LocalToolRunner tools,
    ConfiguredModels models,
    AgentSource agents,
    RunTimers timers,
    EventRouter events,
    SessionFolders folders,
    RunSnapshots snapshots,
    Allowances allowances,
    RunRegistry runs,
    UuidV7 ids,
    InstantSource clock,
    Triggers triggers,
    WebhookSource webhooks) {

  private static final Logger LOG = LoggerFactory.getLogger(Workings.class);

  /**
   * What it is made for.
   *
   * @param isAlive whether another daemon, which owns a session, still runs
   * @param build which one this is
   * @param hookPort of webhooks; 0 for the one of before, else any
   */
  record Setting(
      Path state,
      OwnerRow owner,
      Map<String, String> environment,
      InstantSource clock,
      Predicate<OwnerRow> isAlive,
      String build,
      int hookPort) {}

  /**
   * Opens the store and puts the rest around it. Nothing moves before {@link #begin}.
   *
   * @throws fermata.daemon.store.StorageException if the store cannot be used
   */
  static Workings open(Setting setting) {
    InstantSource clock = setting.clock();
    BlobStore blobs = BlobStore.in(setting.state(), clock);
    JournalStore store = JournalStore.open(setting.state(), setting.owner(), blobs);
    var log = new EventLog(store);
    var secrets = new Secrets(setting.environment(), setting.state());
    var events = EventRouter.open(store, log);
    var bridge = new EventBridge(store, log, events, clock);
    var artifacts = new SessionArtifacts(store, blobs);
    var tools =
        new LocalToolRunner(
            setting.environment(),
            secrets,
            clock,
            new LocalToolRunner.Ports(bridge, artifacts, new ToolNews(store, events, clock)));
    Path catalog = setting.state().resolve("models.json");
    var models = ConfiguredModels.open(setting.environment(), catalog, clock, secrets);
    models.problems().forEach(problem -> LOG.warn("{}: {}", catalog, problem));
    var agents = new AgentSource(tools);
    var timers = new RunTimers(store, clock);
    var folders = new SessionFolders(store, blobs, setting.state());
    var snapshots =
        new RunSnapshots(store, setting.state(), setting.build(), new LargeValues(blobs));

    var allowances = new Allowances(store, clock);
    var runs =
        new RunRegistry(
            new RunEnvironment(
                store,
                log,
                tools,
                models,
                agents,
                timers,
                events,
                new ContextSource(store),
                folders,
                snapshots,
                allowances,
                clock,
                setting.isAlive(),
                RunLimits.DEFAULT));
    var ids = new UuidV7(clock);
    var webhooks = new WebhookSource(secrets, setting.state(), setting.hookPort());
    var triggers =
        new Triggers(
            new TriggerRegistry.Parts(store, runs, agents, ids, clock),
            setting.state(),
            List.of(webhooks, new EventSource(events)));
    return new Workings(
        store,
        blobs,
        log,
        tools,
        models,
        agents,
        timers,
        events,
        folders,
        snapshots,
        allowances,
        runs,
        ids,
        clock,
        triggers,
        webhooks);
  }

  /** Brings back what was at work, and lets time pass. */
  void begin() {
    runs.recover();
    runs.settle();
    timers.start(runs::due);
    // What is armed joins where the router goes on from, before it goes on.
    triggers.start(new RegistryNews(store, events, clock));
    events.start(runs::matched);
  }

  /** Whether everything that came was dealt with, and no run works. */
  boolean isSettled() {
    return events.isSettled()
        && runs.isSettled()
        && store.countSessions(SessionStatus.ACTIVE.wireName()) == 0;
  }

  /** {@return what requests ask} */
  Backends backends() {
    return new Backends(
        store,
        blobs,
        log,
        runs,
        new SessionViews(store),
        agents,
        ids,
        ConnectionLimits.DEFAULT,
        events,
        clock,
        triggers,
        webhooks,
        tools,
        tools.servers(),
        tools.clients(),
        models,
        allowances,
        tools.externalRuntimes());
  }
}
