package fermata.wire.channel;

/** Why a connection ended. */
public enum CloseReason {
  /** The peer closed it or died. */
  PEER_CLOSED,
  /** The peer sends no more, and still reads. */
  INPUT_ENDED,
  /** We closed it. */
  CLOSED,
  /** The bytes could no longer be cut into frames. */
  BROKEN_FRAMING,
  /** The peer accepted no byte for too long. */
  STALLED,
  /** Reading or writing failed. */
  FAILED
}
