package fermata.daemon.platform;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Makes ids that sort by the time at which they were made, also those of one millisecond.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, section 5.7</a>
 */
public final class UuidV7 {

  /** Twelve bits that count within a millisecond: RFC 9562, section 6.2, method 1. */
  private static final int COUNT_MAX = 0xfff;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private long lastMillis;
  private int count;

  public UuidV7(InstantSource clock) {
    this.clock = clock;
  }

  /** {@return an id in its text form} */
  public synchronized String next() {
    long now = clock.millis();
    if (now > lastMillis) {
      lastMillis = now;
      count = random.nextInt(COUNT_MAX / 2);
    } else if (++count > COUNT_MAX) {
      // More in a millisecond than there are numbers, or the clock went back: borrow from the next.
      lastMillis++;
      count = 0;
    }
    long high = lastMillis << 16 | 0x7000 | count;
    long low = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
    return new UUID(high, low).toString();
  }
}
