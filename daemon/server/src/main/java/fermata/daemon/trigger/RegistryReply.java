package fermata.daemon.trigger;

import fermata.daemon.run.Admission;
import fermata.daemon.run.KeyedReply;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.KeyedResult;
import fermata.engine.run.RunId;
import java.time.Instant;

/** The answers to requests that change what is armed, as they are kept. */
final class RegistryReply {

  private RegistryReply() {}

  /** A registration is of no session and no run. */
  static KeyedResult of(KeyedReply key, Instant at) {
    return key.toResult(new Admission(new JournalId(""), new RunId(""), 0, true), at);
  }
}
