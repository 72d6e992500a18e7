package fermata.lsp.convert;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an editor says of itself at {@code initialize}, as plain JSON. Anything that is missing,
 * null or of another shape means that it does not say so.
 *
 * <p>LSP4J's types for it are some two hundred classes, which a start without a cache would load
 * one by one for the thirty answers that are looked up here; and one value of a wrong shape would
 * refuse the whole.
 */
public final class Initialization {

  private final JsonObject params;

  /** Looks at the parameters of {@code initialize}. */
  public Initialization(JsonObject params) {
    this.params = params;
  }

  /** {@return whether the capability is said to be there, with whatever it holds} */
  public boolean has(String... path) {
    return capability(path) != null;
  }

  /** {@return whether the capability is said to be {@code true}} */
  public boolean supports(String... path) {
    return isTrue(capability(path));
  }

  /** {@return the strings of a capability that is a list, in their order} */
  public List<String> names(String... path) {
    var names = new ArrayList<String>();
    if (capability(path) instanceof JsonArray all) {
      for (JsonElement one : all) {
        if (isString(one)) {
          names.add(one.getAsString());
        }
      }
    }
    return names;
  }

  /** {@return whether a capability that is a list holds a number} */
  public boolean hasNumber(int number, String... path) {
    if (capability(path) instanceof JsonArray all) {
      for (JsonElement one : all) {
        if (one instanceof JsonPrimitive said && said.isNumber() && said.getAsDouble() == number) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@return whether {@code initializationOptions} say {@code true} under a name} */
  public boolean option(String name) {
    return isTrue(member(params.get("initializationOptions"), name));
  }

  /** {@return the folders that are open; an editor may name them in two ways, or none} */
  public List<String> folders() {
    if (params.get("workspaceFolders") instanceof JsonArray all) {
      var uris = new ArrayList<String>();
      for (JsonElement folder : all) {
        text(member(folder, "uri")).ifPresent(uris::add);
      }
      return uris;
    }
    return text(params.get("rootUri")).map(List::of).orElse(List.of());
  }

  private @Nullable JsonElement capability(String... path) {
    @Nullable JsonElement at = params.get("capabilities");
    for (String name : path) {
      at = member(at, name);
    }
    return at == null || at.isJsonNull() ? null : at;
  }

  private static @Nullable JsonElement member(@Nullable JsonElement of, String name) {
    return of instanceof JsonObject object ? object.get(name) : null;
  }

  private static boolean isTrue(@Nullable JsonElement value) {
    return value instanceof JsonPrimitive said && said.isBoolean() && said.getAsBoolean();
  }

  private static boolean isString(@Nullable JsonElement value) {
    return value instanceof JsonPrimitive said && said.isString();
  }

  private static Optional<String> text(@Nullable JsonElement value) {
    return value != null && isString(value) ? Optional.of(value.getAsString()) : Optional.empty();
  }
}
