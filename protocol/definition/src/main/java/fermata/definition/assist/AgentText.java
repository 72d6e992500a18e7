package fermata.definition.assist;

import fermata.definition.agent.KnownAgent;
import fermata.definition.expression.Type;
import fermata.definition.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What there is to say of another agent, as Markdown. */
final class AgentText {

  private AgentText() {}

  static String of(KnownAgent agent) {
    var parts = new ArrayList<>(List.of("**" + agent.name().value() + "** · agent"));
    if (!agent.description().isEmpty()) {
      parts.add(agent.description());
    }
    parts.add("Defined in `" + agent.file() + "`");
    if (!agent.input().isEmpty()) {
      parts.add("Input: " + fields(agent.input().sequencedValues().stream().toList()));
    }
    if (!agent.output().isEmpty()) {
      parts.add(
          "Output: "
              + fields(agent.output().sequencedValues().stream().map(o -> o.field()).toList()));
    }
    return String.join("\n\n", parts);
  }

  private static String fields(List<Field> fields) {
    return fields.stream()
        .map(field -> "`" + field.name() + ": " + Type.ofSchema(field.schema()) + "`")
        .collect(Collectors.joining(", "));
  }
}
