package fermata.engine.run;

/** How far a run goes that is stepped through. */
public enum Stride {
  /** To the next step, beyond all that the present one does. */
  OVER,
  /** To the next thing that happens: a turn, a call, a step. */
  IN
}
