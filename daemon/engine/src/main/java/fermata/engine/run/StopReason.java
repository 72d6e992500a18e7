package fermata.engine.run;

/** Why a run stands still for a debugger. */
public enum StopReason {
  ENTRY,
  BREAKPOINT,
  STEP,
  FAILURE,
  QUESTION,
  BUDGET
}
