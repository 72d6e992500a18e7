package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Builds the specification of a command, and reads what was matched. */
final class Arguments {

  static final String JSON = "--json";
  static final String VERBOSE = "--verbose";

  private Arguments() {}

  /** {@return a command with the options that all have} */
  static CommandSpec command(String name, String summary, String... examples) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(summary).abbreviateSynopsis(true).sortOptions(false);
    spec.usageMessage().optionListHeading("%nOptions:%n").descriptionHeading("%n");
    spec.usageMessage().parameterListHeading("%nArguments:%n");
    if (examples.length > 0) {
      spec.usageMessage().footerHeading("%nExamples:%n");
      spec.usageMessage()
          .footer(List.of(examples).stream().map(line -> "  " + line).toArray(String[]::new));
    }
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help").build());
    spec.addOption(
        OptionSpec.builder(VERBOSE).description("Say where the log of a failure is").build());
    return spec;
  }

  /** {@return the option of commands that can speak to a program} */
  static OptionSpec json(String what) {
    return flag(JSON, what);
  }

  static OptionSpec flag(String name, String what) {
    return OptionSpec.builder(name).type(boolean.class).description(what).build();
  }

  static OptionSpec value(String name, String label, String what) {
    return OptionSpec.builder(name).type(String.class).paramLabel(label).description(what).build();
  }

  static OptionSpec values(String name, String label, String what) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .arity("1")
        .description(what)
        .build();
  }

  static PositionalParamSpec positional(String index, String arity, String label, String what) {
    boolean isMany = index.contains("..");
    PositionalParamSpec.Builder builder =
        PositionalParamSpec.builder()
            .index(index)
            .arity(arity)
            .required(arity.startsWith("1"))
            .paramLabel(label)
            .description(what);
    return isMany
        ? builder.type(List.class).auxiliaryTypes(String.class).build()
        : builder.type(String.class).build();
  }

  static boolean has(ParseResult arguments, String option) {
    return arguments.matchedOptionValue(option, false);
  }

  static @Nullable String find(ParseResult arguments, String option) {
    return arguments.<@Nullable String>matchedOptionValue(option, null);
  }

  static List<String> all(ParseResult arguments, String option) {
    return arguments.matchedOptionValue(option, List.of());
  }

  /** {@return a number between two others, both inclusive} */
  static int number(String option, String text, int min, int max) {
    int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    if (number < min || number > max) {
      throw CommandFailure.of(
          ExitCode.USAGE, option + " " + text + ": expected a number from " + min + " to " + max);
    }
    return number;
  }

  /** {@return a word that is no option, by its place among them; null where there are fewer} */
  static @Nullable String positional(ParseResult arguments, int index) {
    List<String> words = positionals(arguments, 0);
    return index < words.size() ? words.get(index) : null;
  }

  /** {@return the words that are no options, from one on, however the command names them} */
  static List<String> positionals(ParseResult arguments, int index) {
    List<String> words =
        arguments.commandSpec().positionalParameters().stream()
            .flatMap(positional -> positional.stringValues().stream())
            .toList();
    return words.subList(Math.min(index, words.size()), words.size());
  }
}
