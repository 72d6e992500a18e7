package fermata.daemon.platform;

import fermata.wire.discovery.FileFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the operating system on a file, held until it is closed or the process ends, however it
 * ends.
 */
public final class DaemonLock implements Closeable {

  private final FileChannel channel;

  private DaemonLock(FileChannel channel) {
    this.channel = channel;
  }

  /** {@return the lock, unless somebody else has it} */
  public static Optional<DaemonLock> tryAcquire(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new DaemonLock(channel));
    } catch (IOException failure) {
      throw new UncheckedIOException(FileFailure.text(file, failure), failure);
    }
  }

  /** {@return the lock; null where another process, or another part of this one, has it} */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldHere) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("lock: " + failure.getMessage(), failure);
    }
  }
}
