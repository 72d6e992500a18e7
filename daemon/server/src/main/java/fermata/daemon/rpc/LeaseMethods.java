package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.OwnerRow;
import fermata.wire.method.session.SessionLeaseParams;
import fermata.wire.method.session.SessionLeaseResult;
import fermata.wire.method.session.SessionOwner;

/** {@code session/lease}: which of several daemons on one store owns a session. */
final class LeaseMethods {

  private final JournalStore store;
  private final RunRegistry runs;

  LeaseMethods(Backends backends) {
    this.store = backends.store();
    this.runs = backends.runs();
  }

  SessionLeaseResult lease(SessionLeaseParams params, RequestContext context) {
    var session = new JournalId(params.session());
    if (store.findHead(session).isEmpty()) {
      throw RefusedException.notFound("session", params.session());
    }
    if (Boolean.TRUE.equals(params.take())) {
      runs.take(session);
    }
    JournalStore.Owned owned = store.owned(session);
    return new SessionLeaseResult(
        params.session(),
        owned.row().map(this::view).orElse(null),
        owned.epoch(),
        owned.row().filter(row -> row.instance().equals(store.owner().instance())).isPresent(),
        !owned.isWaiting());
  }

  private SessionOwner view(OwnerRow row) {
    boolean isMine = row.instance().equals(store.owner().instance());
    return new SessionOwner(
        row.instance(), row.pid(), row.startedAt(), isMine || runs.isAlive(row));
  }
}
