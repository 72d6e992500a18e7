package fermata.daemon.model.http;

/** The two words of {@code provider/model}. */
public final class ModelNames {

  private ModelNames() {}

  /** {@return the word before the slash; the whole where there is none} */
  public static String providerOf(String model) {
    int slash = model.indexOf('/');
    return slash < 0 ? model : model.substring(0, slash);
  }

  /** {@return what the provider calls it} */
  public static String modelOf(String model) {
    return model.substring(model.indexOf('/') + 1);
  }
}
