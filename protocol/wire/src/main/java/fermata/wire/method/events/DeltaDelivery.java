package fermata.wire.method.events;

/** Whether ephemeral pieces are wanted. */
public enum DeltaDelivery {

  /** Every piece. */
  ALL,

  /** Pieces of an item are put together for as long as {@code maxLatencyMs} says. */
  COALESCE,

  /** None. */
  NONE
}
