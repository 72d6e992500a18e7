package fermata.daemon.trigger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to serve the triggers of a store: a lock on a file, which the system releases when the
 * process ends, however it does. Thread-safe.
 */
final class TriggerLease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TriggerLease.class);

  private final Path file;
  private @Nullable FileChannel channel;

  TriggerLease(Path file) {
    this.file = file;
  }

  /** Takes the right if nobody has it; whether it is ours. */
  synchronized boolean take() {
    if (channel != null) {
      return true;
    }
    try {
      FileChannel opened =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(opened)) {
        channel = opened;
        return true;
      }
      opened.close();
    } catch (IOException failure) {
      LOG.warn("{} cannot be locked: {}", file, failure.getMessage());
    }
    return false;
  }

  private static boolean isLocked(FileChannel opened) throws IOException {
    try {
      return opened.tryLock() != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException failure) {
      LOG.warn("{} cannot be released: {}", file, failure.getMessage());
    }
    channel = null;
  }
}
