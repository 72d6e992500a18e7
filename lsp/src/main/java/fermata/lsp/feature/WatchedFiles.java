package fermata.lsp.feature;

import fermata.lsp.convert.Initialization;
import java.util.List;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** The files whose changes an editor is asked to tell, because definitions depend on them. */
public final class WatchedFiles {

  private static final String METHOD = "workspace/didChangeWatchedFiles";

  private static final List<String> PATTERNS =
      List.of(
          "**/*.agent.{yaml,yml,json,md}",
          "**/*.part.{yaml,yml,json}",
          "**/*.tools.{yaml,yml}",
          "**/fermata.{yaml,yml}",
          "**/*.{md,txt,prompt}");

  private WatchedFiles() {}

  /** {@return whether an editor watches what it is asked to} */
  public static boolean canBeAsked(Initialization said) {
    return said.supports("workspace", "didChangeWatchedFiles", "dynamicRegistration");
  }

  /** {@return what an editor is asked to watch} */
  public static RegistrationParams registration() {
    List<FileSystemWatcher> watchers =
        PATTERNS.stream().map(pattern -> new FileSystemWatcher(Either.forLeft(pattern))).toList();
    return new RegistrationParams(
        List.of(
            new Registration(
                "fermata-files", METHOD, new DidChangeWatchedFilesRegistrationOptions(watchers))));
  }
}
