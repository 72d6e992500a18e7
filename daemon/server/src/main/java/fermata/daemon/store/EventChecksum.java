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

  private EventChecksum() {}

  static long of(long seq, long atMillis, NewEvent event) {
    var checksum = new CRC32C();
    checksum.update(
        ByteBuffer.allocate(20).putLong(seq).putLong(atMillis).putInt(event.version()).flip());
    checksum.update(event.type().getBytes(StandardCharsets.UTF_8));
    checksum.update(event.body().getBytes(StandardCharsets.UTF_8));
    return checksum.getValue();
  }
}
