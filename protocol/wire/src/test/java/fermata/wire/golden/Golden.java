package fermata.wire.golden;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.discovery.DaemonDescription;
import fermata.wire.discovery.LifecycleEvent;
import fermata.wire.event.EventTypes;
import fermata.wire.json.Json;
import fermata.wire.json.Shape;
import fermata.wire.method.Methods;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The examples of one record of the wire: the member {@code role} of a golden file.
 *
 * @param file below {@code golden/}, without its extension
 * @param role member of the file that has the examples
 * @param type record that they are examples of
 */
public record Golden(String file, String role, Class<?> type) {

  /** {@return everything that must have examples} */
  public static Stream<Golden> all() {
    return Stream.of(methods(), notifications(), events(), files()).flatMap(each -> each);
  }

  private static Stream<Golden> methods() {
    return Methods.ALL.stream()
        .flatMap(
            method ->
                Stream.of(
                    new Golden("methods/" + nameOf(method.name()), "params", method.params()),
                    new Golden("methods/" + nameOf(method.name()), "result", method.result())));
  }

  private static Stream<Golden> notifications() {
    return Stream.concat(Methods.TO_DAEMON.stream(), Methods.TO_CLIENT.stream())
        .map(type -> new Golden("notifications/" + nameOf(type.name()), "params", type.params()));
  }

  private static Stream<Golden> events() {
    return EventTypes.ALL.stream()
        .map(type -> new Golden("events/" + type.name(), "data", type.data()));
  }

  private static Stream<Golden> files() {
    return Stream.of(
        new Golden("files/daemon", "daemon", DaemonDescription.class),
        new Golden("files/lifecycle", "event", LifecycleEvent.class));
  }

  /** {@return the name of a method as that of a file} */
  public static String nameOf(String method) {
    return method.replace("$/", "").replace('/', '-');
  }

  Shape shape() {
    return Shape.of(type);
  }

  /** {@return the examples, the first of which is the one to show} */
  public List<JsonNode> examples() {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file + ".json")) {
      if (in == null) {
        throw new AssertionError(
            type.getSimpleName() + " has no golden file (expected: golden/" + file + ".json)");
      }
      List<JsonNode> examples = new ArrayList<>();
      Json.mapper().readTree(in).path(role).forEach(examples::add);
      return examples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return file + " " + role;
  }
}
