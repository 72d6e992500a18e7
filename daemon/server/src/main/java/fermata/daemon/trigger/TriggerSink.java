package fermata.daemon.trigger;

import fermata.daemon.store.EntryId;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;

/** Where a source says that a trigger fired. */
public interface TriggerSink {

  /** Where nothing comes of a fire: of a source that is not attached. */
  TriggerSink NOWHERE =
      new TriggerSink() {
        @Override
        public Fired fire(EntryId id, Fire fire) {
          return new Fired.Later(
              RpcError.of(DaemonErrorCode.INVALID_STATE, "the source is not attached"));
        }

        @Override
        public void pass(EntryId id, Fire fire) {}

        @Override
        public void wake() {}
      };

  /** Starts a run, and returns when that is durable or will not be. Never throws for a refusal. */
  Fired fire(EntryId id, Fire fire);

  /** Lets a time of a trigger go by: it is due later, and no run is started. */
  void pass(EntryId id, Fire fire);

  /** There is something new to look for, earlier perhaps than was thought. */
  void wake();
}
