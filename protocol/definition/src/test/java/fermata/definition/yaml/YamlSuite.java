package fermata.definition.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The YAML test suite: one file a case, some with several variants. */
public final class YamlSuite {

  /**
   * A case.
   *
   * @param events of the expected tree; for a case that fails, those before the mistake
   */
  public record Case(
      String id,
      String name,
      boolean fails,
      String yaml,
      List<String> events,
      @Nullable String json) {

    /** {@return the events of the nodes of the first document} */
    List<String> firstDocument() {
      int start = -1;
      for (int index = 0; index < events.size(); index++) {
        if (events.get(index).startsWith("+DOC") && start < 0) {
          start = index + 1;
        } else if (events.get(index).startsWith("-DOC")) {
          return events.subList(start, index);
        }
      }
      return List.of("=VAL :");
    }

    long documentCount() {
      return events.stream().filter(event -> event.startsWith("+DOC")).count();
    }

    @Override
    public String toString() {
      return id + " " + name;
    }
  }

  private YamlSuite() {}

  /** {@return the cases of the suite in a folder} */
  public static List<Case> load(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().flatMap(file -> cases(file).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Case> cases(Path file) {
    String id = file.getFileName().toString().replace(".yaml", "");
    List<?> variants = (List<?>) Objects.requireNonNull(loaded(file));
    var cases = new ArrayList<Case>();
    var seen = new java.util.HashMap<Object, Object>();
    for (Object variant : variants) {
      Map<?, ?> fields = (Map<?, ?>) variant;
      seen.remove("fail");
      seen.putAll(fields);
      if (!seen.containsKey("skip")) {
        cases.add(toCase(variants.size() == 1 ? id : id + "/" + cases.size(), seen));
      }
    }
    return cases;
  }

  private static @Nullable Object loaded(Path file) {
    try {
      return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case toCase(String id, Map<Object, Object> fields) {
    String tree = unescaped(String.valueOf(fields.get("tree")));
    Object json = fields.get("json");
    return new Case(
        id,
        String.valueOf(fields.get("name")),
        Boolean.TRUE.equals(fields.get("fail")),
        unescaped(String.valueOf(fields.get("yaml"))),
        tree.lines().map(String::stripLeading).filter(line -> !line.isEmpty()).toList(),
        json == null ? null : String.valueOf(json));
  }

  /** Turns the suite's visible marks into the characters that they stand for. */
  private static String unescaped(String text) {
    return text.replace("␣", " ")
        .replaceAll("—*»", "\t")
        .replace("⇔", "\uFEFF")
        .replace("↵", "")
        .replace("←", "\r")
        .replaceAll("∎\n$", "");
  }
}
