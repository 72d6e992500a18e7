package fermata.definition.model;

/** What happens to a run whose daemon died while it was running. */
public enum RecoveryPolicy {
  /** It goes on by itself. */
  RESUME,
  /** It fails with the kind {@code interrupted}. */
  FAIL,
  /** It stays interrupted until somebody resumes it. */
  ASK
}
