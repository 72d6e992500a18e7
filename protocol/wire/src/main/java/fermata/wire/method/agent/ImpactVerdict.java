package fermata.wire.method.agent;

import fermata.wire.json.OpenValue;

/** Whether a run could go on with a definition. Open: a newer daemon may send another value. */
public record ImpactVerdict(String wireName) implements OpenValue {

  /** It is the definition that the run has. */
  public static final ImpactVerdict SAME = new ImpactVerdict("same");

  /** Another one, with which the run could go on. */
  public static final ImpactVerdict COMPATIBLE = new ImpactVerdict("compatible");

  /** Another one, with which the run could not go on. */
  public static final ImpactVerdict OBSTRUCTED = new ImpactVerdict("obstructed");
}
