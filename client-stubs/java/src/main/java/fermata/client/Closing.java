package fermata.client;

import java.io.Closeable;
import java.io.IOException;

/** Closing of what is given up anyway. */
final class Closing {

  private Closing() {}

  /** Closes; that it cannot be closed changes nothing for whoever gives it up. */
  static void quietly(Closeable resource) {
    try {
      resource.close();
    } catch (IOException _) {
      return;
    }
  }
}
