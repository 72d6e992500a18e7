package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Admission;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.source.AgentLocation;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.transfer.SessionExport;
import fermata.daemon.transfer.SessionImport;
import fermata.engine.run.RunId;
import fermata.wire.discovery.Build;
import fermata.wire.method.Methods;
import fermata.wire.method.session.SessionExportParams;
import fermata.wire.method.session.SessionExportResult;
import fermata.wire.method.session.SessionImportParams;
import fermata.wire.method.session.SessionImportResult;
import fermata.wire.method.session.SessionRebuildParams;
import fermata.wire.method.session.SessionRebuildResult;
import java.time.InstantSource;
import java.util.Map;

/** Sessions from and to files, and from their own journals: {@code session/export} and more. */
final class TransferMethods {

  private final JournalStore store;
  private final RunRegistry runs;
  private final SessionExport exporter;
  private final SessionImport importer;
  private final KeyedRequests keyed;
  private final DaemonControl daemon;
  private final InstantSource clock;

  TransferMethods(Backends backends, KeyedRequests keyed, DaemonControl daemon) {
    this.store = backends.store();
    this.runs = backends.runs();
    this.exporter = new SessionExport(store, backends.blobs(), Build.current(Map.of()).version());
    this.importer = new SessionImport(store, backends.blobs(), runs);
    this.keyed = keyed;
    this.daemon = daemon;
    this.clock = backends.clock();
  }

  SessionExportResult export(SessionExportParams params, RequestContext context) {
    Progress progress = context.progress();
    SessionExport.Written written =
        exporter.write(
            new JournalId(params.session()),
            AgentLocation.parse("/file", params.file()),
            events -> progress.progress(events + " events", (double) events, null));
    return new SessionExportResult(written.sessions(), written.events(), written.bytes());
  }

  SessionImportResult take(SessionImportParams params, RequestContext context) {
    return keyed.once(
        Methods.SESSION_IMPORT,
        params,
        context,
        remember -> {
          RunMethods.refuseIfDraining(daemon);
          return result(
              importer.read(
                  AgentLocation.parse("/file", params.file()),
                  taken ->
                      remember
                          .apply(_ -> result(taken))
                          .toResult(
                              new Admission(
                                  new JournalId(taken.sessions().getLast()),
                                  new RunId(""),
                                  taken.events(),
                                  true),
                              clock.instant())));
        });
  }

  private static SessionImportResult result(SessionImport.Taken taken) {
    return new SessionImportResult(taken.sessions(), taken.events(), false);
  }

  SessionRebuildResult rebuild(SessionRebuildParams params, RequestContext context) {
    var session = new JournalId(params.session());
    if (session.equals(JournalId.WORKSPACE) || store.findHead(session).isEmpty()) {
      throw RefusedException.notFound("session", session.value());
    }
    return new SessionRebuildResult(session.value(), runs.rebuild(session).asOf());
  }
}
