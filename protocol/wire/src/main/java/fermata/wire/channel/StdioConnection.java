package fermata.wire.channel;

import java.io.InputStream;
import java.io.OutputStream;

/** Serves one client over a pair of byte streams. */
@SuppressWarnings("DoNotCallSuggester")
public final class StdioConnection {

  private StdioConnection() {}

  /** Serves until the input ends or the connection is closed, and returns then. */
  public static CloseReason serve(
      InputStream in, OutputStream out, ConnectionLimits limits, ConnectionHandler handler) {
    throw new UnsupportedOperationException();
  }
}
