package fermata.daemon.model.run;

import fermata.daemon.model.ModelOptions;
import fermata.daemon.model.ModelProvider;
import fermata.daemon.model.ModelProviders;
import fermata.daemon.model.catalog.ModelCatalog;
import fermata.daemon.model.provider.ProviderModels;
import fermata.daemon.secret.Secrets;
import fermata.engine.run.ModelTraits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that the environment, our catalogue and the user's file name. Thread-safe. */
public final class ConfiguredModels implements ModelProviders, AutoCloseable {

  /** The first word of the names of recordings. */
  static final String REPLAY = "replay";

  private final ModelCatalog catalog;
  private final ProviderModels providers;
  private final Secrets secrets;

  private ConfiguredModels(ModelCatalog catalog, ProviderModels providers, Secrets secrets) {
    this.secrets = secrets;
    this.catalog = catalog;
    this.providers = providers;
  }

  /**
   * Reads the user's file; does not connect to anything.
   *
   * @param environment where keys and addresses are looked up
   * @param file of the user; need not be there
   * @param secrets that recordings are kept free of
   */
  public static ConfiguredModels open(
      Map<String, String> environment, Path file, InstantSource clock, Secrets secrets) {
    return open(environment, ModelCatalog.with(file), clock, ProviderModels.SILENCE_MAX, secrets);
  }

  static ConfiguredModels open(
      Map<String, String> environment,
      ModelCatalog catalog,
      InstantSource clock,
      Duration silenceMax,
      Secrets secrets) {
    return new ConfiguredModels(
        catalog, new ProviderModels(environment, clock, silenceMax), secrets);
  }

  @Override
  public ModelProvider open(ModelOptions options) {
    return new RunModels(options, catalog.with(options.project()), providers, secrets.redaction());
  }

  @Override
  public ModelTraits traits(String model, ModelOptions options) {
    if (isRecording(model)) {
      return ModelTraits.FREE;
    }
    ModelTraits traits = catalog.with(options.project()).model(model).traits();
    // What a replayed conversation leaves out is what the recorded one left out.
    return options.replay() == null ? traits : ModelTraits.free(traits.windowTokens());
  }

  /** {@return why a model cannot be asked, as far as that can be told without asking} */
  public Optional<String> obstacle(String model) {
    return isRecording(model) ? Optional.empty() : providers.obstacle(catalog, model);
  }

  /** {@return the same, with what a workspace says} */
  public Optional<String> obstacle(String model, ModelOptions options) {
    return providers.obstacle(catalog(options), model);
  }

  /** {@return what is known of providers and models, with what a workspace says} */
  public ModelCatalog catalog(ModelOptions options) {
    return catalog.with(options.project());
  }

  /** {@return what is wrong with the user's file, for people} */
  public List<String> problems() {
    return catalog.problems();
  }

  static boolean isRecording(String model) {
    return model.startsWith(REPLAY + "/");
  }

  @Override
  public void close() {
    providers.close();
  }
}
