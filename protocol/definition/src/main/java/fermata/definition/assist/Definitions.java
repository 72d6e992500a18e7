package fermata.definition.assist;

import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.FileSpan;
import fermata.definition.index.Symbol;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.Span;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Leads from names to where they are declared. Total. */
public final class Definitions {

  private Definitions() {}

  /** Where something is declared. */
  public sealed interface Target {

    /** In the definition itself. */
    record Here(Span span) implements Target {}

    /** In a file that the definition includes. */
    record InFile(FileSpan place) implements Target {}

    /** A tool, which a catalogue beside the definition may declare. */
    record OfTool(String name) implements Target {}

    /** An agent, which a file beside the definition may define. */
    record OfAgent(String name) implements Target {}

    /** A file beside the definition, by its path relative to it. */
    record OfFile(String path) implements Target {}
  }

  /** {@return where what stands at an offset is declared; of a name declared twice, both} */
  public static List<Target> declarations(ReadAgent agent, int offset) {
    DefinitionIndex index = agent.index();
    Optional<Symbol> symbol = index.findSymbolAt(offset);
    List<Target> here =
        index.declarations().stream()
            .filter(found -> symbol.isPresent() && found.symbol().equals(symbol.get()))
            .<Target>map(found -> new Target.Here(found.name()))
            .toList();
    if (here.isEmpty() && symbol.isPresent()) {
      List<Target> inParts =
          index.elsewhere().stream()
              .filter(found -> found.symbol().equals(symbol.get()))
              .<Target>map(found -> new Target.InFile(found.name()))
              .toList();
      if (!inParts.isEmpty()) {
        return inParts;
      }
    }
    return here.isEmpty() ? elsewhere(agent, offset) : here;
  }

  private static List<Target> elsewhere(ReadAgent agent, int offset) {
    return agent.layout().values().stream()
        .filter(value -> value.node().span().touches(offset))
        .flatMap(
            value ->
                value.node() instanceof YamlNode.Scalar scalar
                        && value.shape() instanceof Shape.Text(var form)
                    ? target(form, scalar.text())
                    : Stream.empty())
        .limit(1)
        .toList();
  }

  private static Stream<Target> target(TextForm form, String text) {
    return switch (form) {
      case TOOL_NAME, TOOL_PATTERN ->
          text.startsWith(ToolKnowledge.AGENT_TOOL)
              ? Stream.of(new Target.OfAgent(text.substring(ToolKnowledge.AGENT_TOOL.length())))
              : Stream.of(new Target.OfTool(text));
      case AGENT_REFERENCE -> Stream.of(new Target.OfAgent(text));
      case FILE, INCLUDE -> Stream.of(new Target.OfFile(text));
      default -> Stream.empty();
    };
  }
}
