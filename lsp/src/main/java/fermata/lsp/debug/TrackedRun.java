package fermata.lsp.debug;

import org.jspecify.annotations.Nullable;

/**
 * A run that is debugged, and where the editor is in it.
 *
 * <p>Confined to the lock of its session.
 */
final class TrackedRun {

  final String session;
  final String run;

  /** The run that started it. */
  final @Nullable TrackedRun parent;

  /** The step of the parent that started it. */
  final @Nullable String parentStep;

  /** The event that the editor looks at; 0 for the newest. */
  long at;

  /** Whether the editor was told that it stands still. */
  boolean isStopped;

  /** Whether nothing more will happen. */
  boolean hasEnded;

  TrackedRun(String session, String run, @Nullable TrackedRun parent, @Nullable String parentStep) {
    this.session = session;
    this.run = run;
    this.parent = parent;
    this.parentStep = parentStep;
  }

  @Nullable Long position() {
    return at == 0 ? null : at;
  }
}
