package fermata.definition.refactor;

import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.MarkdownDialect;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.FileForm;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes an agent in Markdown as YAML, with everything that the one file implies. */
final class ToYaml {

  private static final String SUFFIX = ".agent.md";

  private ToYaml() {}

  static Optional<Refactoring> at(Page page, int offset) {
    String name = FileForm.nameOf(page.agent().source().name());
    AgentDefinition agent = page.agent().reading().definition();
    if (page.agent().source().form() != FileForm.AGENT_MARKDOWN
        || agent == null
        || page.lines().line(offset) > 1
        || !(page.agent().tree().root() instanceof Sequence parts)
        || parts.items().size() != 2
        || !(parts.items().getFirst() instanceof Mapping front)
        || MarkdownDialect.of(FileForm.AGENT_MARKDOWN, front) != MarkdownDialect.OWN
        || !(parts.items().getLast() instanceof Scalar body)) {
      return Optional.empty();
    }
    String renamed = name.substring(0, name.length() - SUFFIX.length()) + ".agent.yaml";
    return Pieces.of(page, front, within(page, front))
        .flatMap(pieces -> text(page, pieces, body, agent))
        .map(
            text ->
                Refactoring.renamed(
                    "Write as YAML: " + renamed,
                    new TextEdit(new Span(0, page.text().length()), text),
                    renamed));
  }

  /** From the line after the first fence to the line of the second. */
  private static Span within(Page page, YamlNode front) {
    int start = page.nextLine(0);
    int end = page.nextLine(page.contentEnd(front.span()));
    while (end < page.text().length() && !page.text().startsWith("---", end)) {
      end = page.nextLine(end);
    }
    return new Span(start, end);
  }

  private static Optional<String> text(
      Page page, List<Pieces.Piece> pieces, Scalar body, AgentDefinition agent) {
    Set<String> written = pieces.stream().map(Pieces.Piece::name).collect(Collectors.toSet());
    String end = page.lineEnd();
    var text = new StringBuilder();
    if (!written.contains("agent")) {
      text.append("agent: ").append(agent.name().value()).append(end);
    }
    pieces.stream().filter(ToYaml::isOfAgent).forEach(piece -> text.append(piece.lines()));
    boolean hasMessage = agent.input().containsKey("message");
    if (!written.contains("input") && hasMessage) {
      text.append("input:").append(end).append("  message: {type: string}").append(end);
    }
    if (!written.contains("output")) {
      text.append(output(pieces, end));
    }
    text.append("nodes:").append(end).append("  ").append(MarkdownDialect.NODE).append(":");
    text.append(end).append("    kind: llm").append(end);
    for (Pieces.Piece piece : pieces) {
      if (!isOfAgent(piece)) {
        text.append(BlockText.shift(piece.lines(), 4).orElseThrow());
      }
    }
    if (!written.contains("prompt")) {
      text.append("    prompt: ")
          .append(hasMessage ? Defaults.MESSAGE : Defaults.INPUT)
          .append(end);
    }
    return BlockText.literal(body.text().strip(), 6, end)
        .map(system -> text.append("    system:").append(system).append(end).toString());
  }

  private static boolean isOfAgent(Pieces.Piece piece) {
    return KeyCatalogue.find(KeyContext.AGENT, piece.name()).isPresent();
  }

  private static String output(List<Pieces.Piece> pieces, String end) {
    return pieces.stream()
        .filter(piece -> piece.name().equals("outputs"))
        .map(piece -> piece.named("output").substring(piece.key()))
        .findFirst()
        .orElse("output:" + end + "  reply: {type: string, from: \"${{ output.text }}\"}" + end);
  }
}
