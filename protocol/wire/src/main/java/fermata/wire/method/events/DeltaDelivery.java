package fermata.wire.method.events;

/** Whether ephemeral pieces are wanted. */
public enum DeltaDelivery {

  /** Every piece. */
  ALL,

  /** None. */
  NONE
}
