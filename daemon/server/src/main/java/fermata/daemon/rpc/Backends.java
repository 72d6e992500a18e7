package fermata.daemon.rpc;

import fermata.daemon.blob.BlobStore;
import fermata.daemon.event.EventRouter;
import fermata.daemon.journal.EventLog;
import fermata.daemon.model.run.ConfiguredModels;
import fermata.daemon.platform.UuidV7;
import fermata.daemon.run.Allowances;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.run.SessionViews;
import fermata.daemon.source.AgentSource;
import fermata.daemon.store.JournalStore;
import fermata.daemon.tool.ToolRunner;
import fermata.daemon.tool.ToolServers;
import fermata.daemon.tool.client.ClientTools;
import fermata.daemon.tool.runtime.external.ExternalRuntimes;
import fermata.daemon.trigger.Triggers;
import fermata.daemon.trigger.hook.WebhookSource;
import fermata.wire.channel.ConnectionLimits;
import java.time.InstantSource;

/** The parts of the daemon that requests ask. */
public record Backends(
    JournalStore store,
    BlobStore blobs,
    EventLog log,
    RunRegistry runs,
    SessionViews views,
    AgentSource agents,
    UuidV7 ids,
    ConnectionLimits limits,
    EventRouter events,
    InstantSource clock,
    Triggers triggers,
    WebhookSource webhooks,
    ToolRunner tools,
    ToolServers toolServers,
    ClientTools clientTools,
    ConfiguredModels models,
    Allowances allowances,
    ExternalRuntimes runtimes) {}
