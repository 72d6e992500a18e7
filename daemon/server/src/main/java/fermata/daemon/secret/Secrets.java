package fermata.daemon.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.expression.Evaluation;
import fermata.definition.expression.Evaluator;
import fermata.definition.expression.ValueScope;
import fermata.definition.model.ValueTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the daemon keeps secret, by name: the variables of its environment, and the lines {@code
 * NAME=VALUE} of a file beside its store, which win.
 *
 * <p>The file is there so that a daemon that somebody's editor started has the same secrets as one
 * that a shell started. It is read whenever a secret is needed, so a changed one counts at once.
 * Thread-safe.
 */
public final class Secrets {

  /** The shortest value that is taken for a secret in a text, in UTF-16 units. */
  static final int HIDDEN_MIN = 8;

  private static final Pattern SECRET_NAME =
      Pattern.compile("(^|_)(API_?)?(KEYS?|TOKENS?|SECRETS?|PASSWORDS?|PASSWD)($|_)");

  private final Map<String, String> environment;
  private final Path file;

  /**
   * @param state the folder of the store; the file in it is {@code secrets.env}
   */
  public Secrets(Map<String, String> environment, Path state) {
    this.environment = Map.copyOf(environment);
    this.file = state.resolve("secrets.env");
  }

  /** {@return a text in which secrets are named; empty where one of them is not there} */
  public Optional<String> resolve(ValueTemplate template) {
    return switch (template) {
      case ValueTemplate.Text(var text) -> {
        ValueScope scope =
            name -> name.equals("secrets") ? Optional.of(all()) : Optional.<JsonNode>empty();
        yield Evaluator.render(text, scope) instanceof Evaluation.Value(var value)
                && value.isTextual()
                && !value.textValue().isEmpty()
            ? Optional.of(value.textValue())
            : Optional.empty();
      }
      case ValueTemplate.Literal _, ValueTemplate.Items _, ValueTemplate.Members _ ->
          Optional.empty();
    };
  }

  /** {@return what is kept by a name} */
  public Optional<String> find(String name) {
    String found = ofFile().get(name);
    return Optional.ofNullable(found == null ? environment.get(name) : found);
  }

  /** {@return what names secrets, where it is used at once and not kept} */
  public ValueScope scope() {
    return name -> name.equals("secrets") ? Optional.of(all()) : Optional.empty();
  }

  /**
   * {@return what takes secrets out of texts: all of the file, and of the environment what is
   * called a key, a token, a secret or a password}
   *
   * <p>Values of less than {@link #HIDDEN_MIN} characters stay: they are parts of many a word.
   */
  public Redaction redaction() {
    var values = new LinkedHashMap<String, String>();
    environment.forEach(
        (name, value) -> {
          if (SECRET_NAME.matcher(name).find()) {
            // A variable may have several keys, parted by commas.
            Arrays.stream(value.split(",", -1)).forEach(one -> values.put(one.strip(), name));
          }
        });
    ofFile().forEach((name, value) -> values.put(value, name));
    var longestFirst = new LinkedHashMap<String, String>();
    values.entrySet().stream()
        .filter(one -> one.getKey().length() >= HIDDEN_MIN)
        .sorted(Comparator.comparingInt(one -> -one.getKey().length()))
        .forEach(one -> longestFirst.put(one.getKey(), one.getValue()));
    return new Redaction(longestFirst);
  }

  private JsonNode all() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    environment.forEach(all::put);
    ofFile().forEach(all::put);
    return all;
  }

  private Map<String, String> ofFile() {
    return VariableLines.parse(lines());
  }

  private String lines() {
    try {
      return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    } catch (IOException unreadable) {
      return "";
    }
  }
}
