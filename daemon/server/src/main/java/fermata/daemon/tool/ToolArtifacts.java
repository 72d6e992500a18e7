package fermata.daemon.tool;

import fermata.engine.run.KeptArtifact;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * What a session keeps under names, as a call of a tool sees it.
 *
 * <p>What a call keeps is part of its outcome: it has its name in the session once the call has
 * completed, in the same commit, and not at all where the call fails. Thread-safe.
 */
public interface ToolArtifacts {

  /** The most names that a session has. */
  int NAMES_MAX = 1_000;

  /** Gives each call its own. */
  @FunctionalInterface
  interface Source {

    /** {@return what the session of a call keeps} */
    ToolArtifacts of(ToolCall call);
  }

  /**
   * A version of an artifact.
   *
   * @param version counts from 1 for each name
   */
  record Version(KeptArtifact artifact, int version) {}

  /** Something cannot be kept or read, and another attempt would not change that. */
  final class Refused extends IOException {

    public Refused(String message) {
      super(message);
    }
  }

  /**
   * Keeps a content under a name.
   *
   * @throws Refused if the call is of no session, the content is too large, or the session has as
   *     many names as it may have
   * @throws IOException if it cannot be read or written
   */
  Version keep(String name, String mime, InputStream content) throws IOException;

  /** {@return what the session has now, the newest version of each name} */
  List<Version> list() throws IOException;

  /** {@return a version of an artifact; the newest for 0} */
  Optional<Version> find(String name, int version) throws IOException;

  /** {@return some bytes of a content; fewer at its end} */
  byte[] read(KeptArtifact artifact, long from, int max) throws IOException;

  /** {@return what the call has kept so far, in order} */
  List<KeptArtifact> kept();
}
