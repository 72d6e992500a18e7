package fermata.wire.channel;

import java.time.Duration;

/** Limits for tests: small enough to reach. */
final class TestLimits {

  private TestLimits() {}

  static ConnectionLimits withFrame(int frameBytesMax) {
    ConnectionLimits usual = ConnectionLimits.DEFAULT;
    return new ConnectionLimits(
        16,
        frameBytesMax,
        8,
        64,
        256 << 10,
        Duration.ofSeconds(60),
        Duration.ofSeconds(2),
        usual.alwaysAdmitted());
  }

  static ConnectionLimits withStall(Duration stallMax) {
    ConnectionLimits small = withFrame(65536);
    return new ConnectionLimits(
        small.connectionsMax(),
        small.frameBytesMax(),
        small.inFlightMax(),
        small.batchMax(),
        small.outboxBytesMax(),
        stallMax,
        small.closeMax(),
        small.alwaysAdmitted());
  }
}
