package fermata.daemon.model.run;

import fermata.daemon.model.ModelCall;
import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelFailureKinds;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.ModelOptions;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.model.ModelProvider;
import fermata.daemon.model.catalog.ModelCatalog;
import fermata.daemon.model.provider.ProviderModels;
import fermata.daemon.model.recording.Recorder;
import fermata.daemon.model.recording.Replay;
import fermata.daemon.secret.Redaction;
import fermata.engine.run.Failure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of one run.
 *
 * <p>People are told once for each recording that answers come from it, and once for each model
 * whose price nobody knows. Thread-safe.
 */
final class RunModels implements ModelProvider {

  private final ModelOptions options;
  private final ModelCatalog catalog;
  private final ProviderModels providers;
  private final Redaction redaction;
  private final @Nullable Recorder recorder;
  private final Set<ModelExecution> underWay = ConcurrentHashMap.newKeySet();
  private final Map<Path, Replay> replays = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private @Nullable String obstacle;

  RunModels(
      ModelOptions options, ModelCatalog catalog, ProviderModels providers, Redaction redaction) {
    this.redaction = redaction;
    this.options = options;
    this.catalog = catalog;
    this.providers = providers;
    Path record = options.record();
    this.recorder = record == null ? null : new Recorder(record, redaction);
  }

  @Override
  public ModelExecution start(ModelCall call, ModelListener listener) {
    ModelExecution execution =
        recorder == null
            ? dispatch(call, listener)
            : recorder.record(call, listener, heard -> dispatch(call, heard));
    return new Tracked(execution);
  }

  private ModelExecution dispatch(ModelCall call, ModelListener listener) {
    String model = call.request().model();
    Path replay = options.replay();
    if (replay != null) {
      return replayed(call, replay, String.valueOf(replay.getFileName()), listener);
    }
    if (ConfiguredModels.isRecording(model)) {
      String name = model.substring(ConfiguredModels.REPLAY.length() + 1);
      return recording(name)
          .map(file -> replayed(call, file, name, listener))
          .orElseGet(() -> outside(name));
    }
    Optional<String> reason = providers.obstacle(catalog, model);
    return reason.isPresent() ? unavailable(model, reason.get()) : asked(call, listener);
  }

  private Optional<Path> recording(String name) {
    try {
      Path folder = options.folder().normalize();
      Path file = folder.resolve(name).normalize();
      return file.startsWith(folder) ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static ModelExecution outside(String name) {
    return new EndedExecution(
        new ModelOutcome.Failed(
            Failure.of(
                ModelFailureKinds.RECORDING,
                "recording '" + name + "': expected a file below the folder of the definition")));
  }

  private ModelExecution unavailable(String model, String reason) {
    synchronized (told) {
      obstacle = reason;
    }
    return new EndedExecution(
        new ModelOutcome.Failed(
            Failure.of(
                ModelFailureKinds.UNAVAILABLE,
                "model '" + model + "' cannot be asked: " + reason)));
  }

  private ModelExecution asked(ModelCall call, ModelListener listener) {
    String model = call.request().model();
    if (!catalog.model(model).hasPrices()) {
      tellOnce(
          listener,
          "model.price-unknown",
          "no price is known for " + model + ": what it costs is not counted");
    }
    return providers.start(catalog, call, listener);
  }

  private ModelExecution replayed(ModelCall call, Path file, String name, ModelListener listener) {
    Replay replay;
    String because;
    synchronized (told) {
      replay = replays.computeIfAbsent(file, path -> new Replay(path, name, redaction));
      because = obstacle == null ? "" : obstacle + "; ";
    }
    tellOnce(listener, "model.recorded", because + "answers come from the recording " + name);
    ReplayExecution execution = new ReplayExecution(call);
    execution.start(replay, listener);
    return execution;
  }

  private void tellOnce(ModelListener listener, String kind, String message) {
    boolean isNew;
    synchronized (told) {
      isNew = told.add(message);
    }
    if (isNew) {
      listener.warning(kind, message);
    }
  }

  @Override
  public void close() {
    underWay.forEach(ModelExecution::cancel);
  }

  /** Is known as under way until it was awaited. */
  private final class Tracked implements ModelExecution {

    private final ModelExecution execution;

    Tracked(ModelExecution execution) {
      this.execution = execution;
      underWay.add(this);
    }

    @Override
    public ModelOutcome await() {
      try {
        return execution.await();
      } finally {
        underWay.remove(this);
      }
    }

    @Override
    public void cancel() {
      execution.cancel();
    }
  }
}
