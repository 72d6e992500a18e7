package fermata.cli.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.definition.expression.Expression;
import fermata.definition.expression.Template;
import fermata.definition.expression.TemplateParser;
import fermata.definition.keys.DurationText;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import fermata.wire.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file of tests. What does not fit is refused with its place; nothing is passed over. */
public final class TestFile {

  /** What the names of such files end with. */
  public static final String SUFFIX = ".test.yaml";

  private static final List<String> STATUSES = List.of("completed", "failed", "cancelled", "held");
  private static final List<String> VERDICTS = List.of("met", "missed", "unevaluated");
  private static final Set<String> SHARED =
      Set.of("agent", "recording", "workspace", "timeout", "entry");

  private final Path file;
  private final String name;

  private TestFile(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  /**
   * {@return the tests of a file, in its order}
   *
   * @param name by which messages call it
   * @throws CommandFailure where something in it is not understood
   */
  public static List<AgentTest> read(Path file, SourceText source, String name) {
    return new TestFile(file, name).tests(source);
  }

  private List<AgentTest> tests(SourceText source) {
    Parsed<YamlDocument> parsed = YamlParser.parse(source);
    Optional<Problem> problem =
        parsed.problems().stream().filter(one -> one.severity() == Severity.ERROR).findFirst();
    if (problem.isPresent()) {
      int line = LineIndex.of(source.text()).line(problem.get().span().start()) + 1;
      throw refused("line " + line, problem.get().message());
    }
    ObjectNode root = object("", YamlValues.toJson(parsed.value().root()));
    known("", root, "agent", "recording", "workspace", "timeout", "entry", "tests");
    if (!root.path("tests").isArray() || root.path("tests").isEmpty()) {
      throw refused("tests", "expected a list of tests");
    }
    var tests = new ArrayList<AgentTest>();
    for (JsonNode one : root.path("tests")) {
      tests.add(test("tests[" + tests.size() + "]", one, root));
    }
    return tests;
  }

  private AgentTest test(String place, JsonNode json, ObjectNode root) {
    ObjectNode test = object(place, json);
    known(
        place,
        test,
        "name",
        "agent",
        "recording",
        "workspace",
        "timeout",
        "entry",
        "input",
        "answers",
        "unanswered",
        "publish",
        "expect");
    ObjectNode whole = test.deepCopy();
    SHARED.stream()
        .filter(key -> root.has(key) && !test.has(key))
        .forEach(key -> whole.set(key, root.get(key)));
    Path agent = path(required(place, whole, "agent"));
    String workspace = text(place, whole, "workspace");
    String recording = text(place, whole, "recording");
    return new AgentTest(
        file,
        required(place, whole, "name"),
        agent,
        recording == null ? null : path(recording),
        workspace == null ? parent(agent) : path(workspace),
        text(place, whole, "entry"),
        object(place + ".input", whole.path("input")),
        object(place + ".answers", whole.path("answers")),
        Set.copyOf(texts(place + ".unanswered", whole.path("unanswered"))),
        published(place + ".publish", whole.path("publish")),
        timeout(place, whole),
        expected(place + ".expect", object(place + ".expect", whole.path("expect"))));
  }

  /** {@return for each wait its events; one that stands alone is a list of one} */
  private List<List<ObjectNode>> published(String place, JsonNode json) {
    var waits = new ArrayList<List<ObjectNode>>();
    for (JsonNode one : list(place, json)) {
      String at = place + "[" + waits.size() + "]";
      var events = new ArrayList<ObjectNode>();
      if (one.isArray()) {
        one.forEach(each -> events.add(event(at + "[" + events.size() + "]", each)));
      } else {
        events.add(event(at, one));
      }
      waits.add(events);
    }
    return waits;
  }

  private ObjectNode event(String at, JsonNode json) {
    ObjectNode event = object(at, json);
    known(at, event, "schema", "data", "tags");
    required(at, event, "schema");
    object(at + ".data", event.path("data"));
    texts(at + ".tags", event.path("tags"));
    return event;
  }

  private Expectation expected(String place, ObjectNode json) {
    known(place, json, "status", "output", "error", "goal", "nodes", "events", "absent", "checks");
    if (json.isEmpty()) {
      throw refused(place, "nothing is expected (expected: such as 'status: completed')");
    }
    return new Expectation(
        word(place, json, "status", STATUSES),
        json.get("output"),
        text(place, json, "error"),
        word(place, json, "goal", VERDICTS),
        json.has("nodes") ? texts(place + ".nodes", json.path("nodes")) : null,
        events(place + ".events", json.path("events")),
        events(place + ".absent", json.path("absent")),
        checks(place + ".checks", json.path("checks")));
  }

  private List<ObjectNode> events(String place, JsonNode json) {
    var events = new ArrayList<ObjectNode>();
    for (JsonNode one : list(place, json)) {
      String at = place + "[" + events.size() + "]";
      if (one.isTextual()) {
        events.add(Json.mapper().createObjectNode().put("type", one.asText()));
        continue;
      }
      ObjectNode event = object(at, one);
      required(at, event, "type");
      events.add(event);
    }
    return events;
  }

  private List<Expression> checks(String place, JsonNode json) {
    var checks = new ArrayList<Expression>();
    for (String text : texts(place, json)) {
      String at = place + "[" + checks.size() + "]";
      Parsed<Template> parsed = TemplateParser.parse(text, at);
      parsed.problems().stream()
          .findFirst()
          .ifPresent(
              problem -> {
                throw refused(at, problem.message());
              });
      Template template = parsed.value();
      if (!template.isSingle()) {
        throw refused(at, "expected one expression ${{ … }}");
      }
      checks.add(((Template.Part.Hole) template.parts().getFirst()).expression());
    }
    return checks;
  }

  private Duration timeout(String place, ObjectNode json) {
    String text = text(place, json, "timeout");
    return text == null
        ? AgentTest.TIMEOUT_DEFAULT
        : DurationText.parse(text)
            .orElseThrow(() -> refused(place + ".timeout", "expected a time such as 30s"));
  }

  private @Nullable String word(String place, ObjectNode json, String key, List<String> words) {
    String text = text(place, json, key);
    if (text != null && !words.contains(text)) {
      throw refused(
          place + "." + key, "'" + text + "' (expected: " + String.join(", ", words) + ")");
    }
    return text;
  }

  private List<String> texts(String place, JsonNode json) {
    var texts = new ArrayList<String>();
    for (JsonNode one : list(place, json)) {
      if (!one.isTextual()) {
        throw refused(place + "[" + texts.size() + "]", "expected a text");
      }
      texts.add(one.asText());
    }
    return texts;
  }

  private JsonNode list(String place, JsonNode json) {
    if (!json.isMissingNode() && !json.isArray()) {
      throw refused(place, "expected a list");
    }
    return json;
  }

  private ObjectNode object(String place, JsonNode json) {
    if (json.isMissingNode()) {
      return Json.mapper().createObjectNode();
    }
    if (json instanceof ObjectNode object) {
      return object;
    }
    throw refused(place.isEmpty() ? "the file" : place, "expected a mapping");
  }

  private String required(String place, ObjectNode json, String key) {
    String text = text(place, json, key);
    if (text == null) {
      throw refused(place, "'" + key + "' is missing");
    }
    return text;
  }

  private @Nullable String text(String place, ObjectNode json, String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isTextual() || value.asText().isBlank()) {
      throw refused(place + "." + key, "expected a text");
    }
    return value.asText();
  }

  private void known(String place, ObjectNode json, String... keys) {
    List<String> all = List.of(keys);
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      String key = member.getKey();
      if (!all.contains(key) && !key.startsWith("x-")) {
        throw refused(
            place.isEmpty() ? key : place + "." + key, "unknown key" + Suggestions.hint(key, all));
      }
    }
  }

  private Path path(String text) {
    return parent(file).resolve(text).normalize();
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private CommandFailure refused(String place, String what) {
    return CommandFailure.of(ExitCode.USAGE, name + ": " + place + ": " + what);
  }
}
