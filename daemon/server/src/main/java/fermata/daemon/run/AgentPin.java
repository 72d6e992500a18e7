package fermata.daemon.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import fermata.daemon.model.ModelOptions;
import fermata.daemon.source.AgentTexts;
import fermata.daemon.store.StorageException;
import fermata.wire.json.BindingException;
import fermata.wire.json.Json;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All that a run needs to go on by itself: the texts of its definition and the options that it was
 * started with, as they were then.
 */
public record AgentPin(AgentTexts texts, RunOptions options) {

  /** {@return this as it is kept} */
  public String toJson() {
    return Json.toText(this);
  }

  /**
   * {@return the pin that was kept}
   *
   * @throws StorageException with {@code CORRUPT} if it cannot be read
   */
  public static AgentPin parse(String json) {
    try {
      return Json.read(Json.mapper().readTree(json), AgentPin.class);
    } catch (JsonProcessingException | BindingException damage) {
      throw new StorageException(
          StorageException.Kind.CORRUPT, "store: a kept definition cannot be read", damage);
    }
  }

  Path workspace() {
    return Path.of(options.workspace());
  }

  ModelOptions modelOptions() {
    return new ModelOptions(
        texts.folder(),
        pathOrNull(options.record()),
        pathOrNull(options.replay()),
        texts.workspaceProject());
  }

  private static @Nullable Path pathOrNull(@Nullable String path) {
    return path == null ? null : Path.of(path);
  }
}
