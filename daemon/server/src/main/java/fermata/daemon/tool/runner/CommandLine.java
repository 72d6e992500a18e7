package fermata.daemon.tool.runner;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.definition.expression.Evaluation;
import fermata.definition.expression.Evaluator;
import fermata.definition.expression.Template;
import fermata.definition.expression.TemplateParser;
import fermata.definition.expression.ValueScope;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the words of a program's command from those that a catalogue declares. */
final class CommandLine {

  private CommandLine() {}

  /**
   * {@return the words, each of them one argument whatever it holds}
   *
   * <p>A template is rendered over {@code args}. A word without one that holds a {@code /} and
   * names a file beside the catalogue becomes that file's absolute path: a catalogue works in every
   * workspace.
   */
  static List<String> of(List<String> declared, JsonNode args, Path folder) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < declared.size(); i++) {
      String word = declared.get(i);
      Template template = TemplateParser.parse(word, "command[" + i + "]").value();
      words.add(isPlain(template) ? beside(folder, text(template)) : rendered(template, args));
    }
    return words;
  }

  private static boolean isPlain(Template template) {
    return template.parts().stream().allMatch(Template.Part.Text.class::isInstance);
  }

  private static String text(Template template) {
    StringBuilder text = new StringBuilder();
    template.parts().forEach(part -> text.append(((Template.Part.Text) part).text()));
    return text.toString();
  }

  private static String beside(Path folder, String word) {
    if (!word.contains("/")) {
      return word;
    }
    try {
      Path file = folder.resolve(word).normalize();
      return Files.isRegularFile(file) ? file.toAbsolutePath().toString() : word;
    } catch (InvalidPathException _) {
      return word;
    }
  }

  private static String rendered(Template template, JsonNode args) {
    ValueScope scope = name -> name.equals("args") ? Optional.of(args) : Optional.empty();
    return switch (Evaluator.render(template, scope)) {
      case Evaluation.Value(var value) -> value.isTextual() ? value.textValue() : value.toString();
      case Evaluation.Failure failure ->
          throw ToolRefusal.of(failure.kind(), failure.pointer() + ": " + failure.message());
    };
  }
}
