package fermata.daemon.tool.runtime;

/** What becomes of the live instances of runtimes. */
public sealed interface RuntimeEvent {

  /** {@return the instance that it is about} */
  Instance instance();

  /**
   * An instance.
   *
   * @param variant what tells it from others of its session; often empty
   */
  record Instance(String session, String runtime, String variant) {}

  /** A new instance is there. */
  record Started(Instance instance) implements RuntimeEvent {}

  /** A call has it for itself. */
  record Leased(Instance instance) implements RuntimeEvent {}

  /** The call has given it back. */
  record Released(Instance instance) implements RuntimeEvent {}

  /** It was ended because another one needed its place. */
  record Displaced(Instance instance, Instance by) implements RuntimeEvent {}

  /**
   * It is gone for another reason.
   *
   * @param reason {@code ended} by itself, {@code idle} or {@code shutdown}
   */
  record Ended(Instance instance, String reason) implements RuntimeEvent {}
}
