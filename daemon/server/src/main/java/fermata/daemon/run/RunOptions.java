package fermata.daemon.run;

import fermata.wire.event.RunGrant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What whoever starts a run says about it, beside the definition and its input.
 *
 * @param workspace the folder that tools work in, absolute
 * @param record the file to write a recording of the model replies to, absolute
 * @param replay the recording to answer from, absolute
 * @param models to use in place of those of the definition, the first one first; empty for those of
 *     the definition
 * @param parent of a child run
 * @param grant what it may use at most, whatever its own limits say
 */
public record RunOptions(
    String workspace,
    @Nullable String record,
    @Nullable String replay,
    List<String> models,
    @Nullable RunParent parent,
    @Nullable RunGrant grant) {

  public RunOptions {
    models = List.copyOf(models);
  }

  /** Those of a run that nobody but a client started. */
  public RunOptions(
      String workspace, @Nullable String record, @Nullable String replay, List<String> models) {
    this(workspace, record, replay, models, null, null);
  }
}
