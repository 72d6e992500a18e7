package fermata.wire.method.model;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code model/list}. */
public record ModelListResult(
    @Doc("by name") List<ProviderDescription> providers,
    @Doc("by name; providers may have more") List<ModelDescription> models,
    @Doc("what is wrong with the user's file of models") List<String> problems) {

  public ModelListResult {
    providers = List.copyOf(providers);
    models = List.copyOf(models);
    problems = List.copyOf(problems);
  }
}
