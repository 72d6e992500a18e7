package fermata.daemon.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Tells a damaged event from a whole one.
 *
 * <p>SQLite sees when its own pages make no sense, not when a bit of a value has flipped.
 */
final class EventChecksum {

  private static final int NUMBERS_BYTES = 2 * Long.BYTES + Integer.BYTES;

  private EventChecksum() {}

  static long of(StoredEvent event) {
    var checksum = new CRC32C();
    checksum.update(
        ByteBuffer.allocate(NUMBERS_BYTES)
            .putLong(event.seq())
            .putLong(event.at().toEpochMilli())
            .putInt(event.version())
            .flip());
    checksum.update(event.type().getBytes(StandardCharsets.UTF_8));
    checksum.update(event.body().getBytes(StandardCharsets.UTF_8));
    return checksum.getValue();
  }
}
