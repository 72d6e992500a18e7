package fermata.lsp.relay;

import org.eclipse.lsp4j.InitializeParams;
import org.jspecify.annotations.Nullable;

/**
 * What an editor said at {@code initialize} that it can show.
 *
 * @param hasProgress it shows progress that the server begins
 * @param wantsEvents it asked, by {@code initializationOptions.events}, for {@code fermata/events}
 */
public record EditorAbilities(boolean hasProgress, boolean wantsEvents) {

  /** An editor that can do nothing. */
  public static final EditorAbilities NONE = new EditorAbilities(false, false);

  /** {@return what the parameters say; anything that is missing or odd means no} */
  public static EditorAbilities of(InitializeParams params) {
    var capabilities = params.getCapabilities();
    var window = capabilities == null ? null : capabilities.getWindow();
    boolean hasProgress = window != null && Boolean.TRUE.equals(window.getWorkDoneProgress());
    return new EditorAbilities(hasProgress, wantsEvents(params.getInitializationOptions()));
  }

  private static boolean wantsEvents(@Nullable Object options) {
    if (!(options instanceof com.google.gson.JsonObject object)) {
      return false;
    }
    var events = object.get("events");
    return events != null
        && events.isJsonPrimitive()
        && events.getAsJsonPrimitive().isBoolean()
        && events.getAsBoolean();
  }
}
