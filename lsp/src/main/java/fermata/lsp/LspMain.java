package fermata.lsp;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;

/** Starts the language server on standard input and output. */
public final class LspMain {

  private LspMain() {}

  /** Serves until the editor leaves; the exit code is LSP's. */
  public static void main(String[] args) {
    var in = new FileInputStream(FileDescriptor.in);
    var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    // Standard output belongs to the protocol; whatever else prints must not end up in it.
    System.setOut(System.err);
    var server = new LanguageServer(in, out, System.getenv());
    // However it ends: what it keeps for the editor on the disk must not stay there.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
    server.onExit(System::exit);
    System.exit(server.run());
  }
}
