package fermata.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class ArgumentsTest {

  private static ParseResult parse(String... words) {
    var spec = Arguments.command("try", "Tries.");
    spec.addPositional(Arguments.positional("0", "0..1", "ACTION", "What to do"));
    spec.addPositional(Arguments.positional("1..*", "0..*", "NAME", "With what"));
    spec.addOption(Arguments.json("Print JSON"));
    return new CommandLine(spec).parseArgs(words);
  }

  @Test
  void areWordsByTheirPlaceHoweverTheyAreNamed() {
    ParseResult three = parse("call", "a", "--json", "b=1");
    assertThat(Arguments.positionals(three, 0)).containsExactly("call", "a", "b=1");
    assertThat(Arguments.positionals(three, 1)).containsExactly("a", "b=1");
    assertThat(Arguments.positionals(three, 4)).isEmpty();
    assertThat(Arguments.positional(three, 0)).isEqualTo("call");
    assertThat(Arguments.positional(three, 2)).isEqualTo("b=1");
    assertThat(Arguments.positional(three, 3)).isNull();
    assertThat(Arguments.positional(parse(), 0)).isNull();
  }
}
