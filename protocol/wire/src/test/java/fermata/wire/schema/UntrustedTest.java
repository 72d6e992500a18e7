package fermata.wire.schema;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.wire.json.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What others have written is called so wherever a client gets it. */
final class UntrustedTest {

  /** Members that have such texts or values, whatever record they are in. */
  private static final Set<String> WRITTEN =
      Set.of(
          "text",
          "reasoning",
          "output",
          "result",
          "message",
          "title",
          "displays",
          "args",
          "options",
          "summary",
          "data",
          "metadata");

  private static Map<String, Shape> toClients() {
    Map<String, Shape> shapes = new java.util.TreeMap<>(WireTypes.all().shapes());
    shapes.keySet().removeIf(name -> name.endsWith("Params") && !name.equals("ProgressParams"));
    return shapes;
  }

  private static List<Shape.Member> membersOf(Shape shape) {
    return switch (shape) {
      case Shape.Structure structure -> structure.members();
      case Shape.OneOf union ->
          union.cases().values().stream().flatMap(each -> each.members().stream()).toList();
      case Shape.Named named -> membersOf(named.resolve());
      default -> List.of();
    };
  }

  private static boolean isWritten(Shape shape) {
    return switch (shape) {
      case Shape.Text _ -> true;
      case Shape.Any _ -> true;
      case Shape.ListOf(var element) -> isWritten(element);
      default -> false;
    };
  }

  @Test
  void standsInTheSchema() {
    var missing = new ArrayList<String>();
    var marked = new ArrayList<String>();
    toClients()
        .forEach(
            (name, shape) ->
                membersOf(shape).stream()
                    .filter(member -> WRITTEN.contains(member.name()) && isWritten(member.shape()))
                    .forEach(
                        member ->
                            (member.isUntrusted() ? marked : missing)
                                .add(name + "." + member.name())));
    assertThat(missing).as("members that are not marked @Untrusted").isEmpty();
    assertThat(marked).contains("Ephemeral.text", "RunCompleted.output", "Failure.message");
    assertThat(ProtocolSchema.jsonSchema().at("/$defs/Failure/properties/message/x-untrusted"))
        .as("and in the schema that everybody reads")
        .hasToString("true");
  }
}
