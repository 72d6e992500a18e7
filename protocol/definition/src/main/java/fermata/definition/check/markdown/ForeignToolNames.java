package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.keys.ForeignNames;
import fermata.definition.model.ToolName;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.stream.Stream;

/** The tools that the front matter of another program names. */
final class ForeignToolNames {

  private ForeignToolNames() {}

  static Stream<Scalar> of(CheckContext context) {
    return FrontMatters.foreign(context)
        .flatMap(
            block ->
                Stream.of("tools", "disallowedTools")
                    .flatMap(key -> Stream.ofNullable(block.entry(key))))
        .flatMap(entry -> ForeignNames.of(entry.value()).stream());
  }

  /** Whether it is a tool of ours, by our name. */
  static boolean isKnownHere(CheckContext context, Scalar name) {
    return ToolName.isValid(name.text())
        && context.tools().find(new ToolName(name.text())).isPresent();
  }
}
