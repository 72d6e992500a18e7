package fermata.lsp.debug;

import fermata.lsp.relay.DaemonLink;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;

/** Starts the debug adapter on standard input and output. */
public final class DapMain {

  private DapMain() {}

  /** Serves until the editor leaves. */
  public static void main(String[] args) {
    var in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    // Standard output belongs to the protocol; whatever else prints must not end up in it.
    System.setOut(System.err);
    try (var daemon = new DaemonLink(System.getenv(), "0")) {
      new DebugAdapter(in, out, daemon).run();
    }
    System.exit(0);
  }
}
