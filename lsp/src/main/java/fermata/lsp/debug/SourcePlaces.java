package fermata.lsp.debug;

import fermata.definition.index.Declaration;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.load.ReadAgent;
import fermata.definition.model.Edge;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Span;
import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.OpenTexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands at which line of a definition, and where things stand. Lines count from 1.
 *
 * <p>Immutable: one version of a file.
 */
final class SourcePlaces {

  private final Path file;
  private final String digest;
  private final LineIndex lines;
  private final DefinitionIndex index;
  private final ReadAgent agent;

  private SourcePlaces(Path file, String text) {
    this.file = file;
    this.digest = sha256(text);
    this.lines = LineIndex.of(text);
    this.agent = new AgentFiles().read(file.toUri().toString(), text, OpenTexts.NONE).reading();
    this.index = agent.index();
  }

  /** {@return a file as it is now} */
  static Optional<SourcePlaces> read(Path file) {
    try {
      return Optional.of(new SourcePlaces(file, Files.readString(file)));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /**
   * Something that a run can stand still at.
   *
   * @param kind {@code node}, {@code edge} or {@code tool}
   * @param at the node, the pointer of the edge, or the tool
   * @param node whose call of the tool it is
   */
  record Stop(String kind, String at, @Nullable String node, int line) {}

  Path file() {
    return file;
  }

  /** {@return the SHA-256 of the text} */
  String digest() {
    return digest;
  }

  /** {@return the name of the agent} */
  String agent() {
    return agent.definition() == null ? "" : agent.definition().name().value();
  }

  int lineCount() {
    return lines.lineCount();
  }

  /**
   * {@return what a breakpoint on a line means: a tool call where the line names the tool of a
   * node, else an edge, else the node around it}
   */
  Optional<Stop> at(int line) {
    return tool(line).or(() -> edge(line)).or(() -> node(line));
  }

  private Optional<Stop> tool(int line) {
    return nodes()
        .filter(node -> node instanceof Node.Tool)
        .map(Node.Tool.class::cast)
        .flatMap(
            node ->
                place("nodes." + node.id().value() + ".tool").stream()
                    .filter(span -> lineOf(span) == line && line != lineOf(node.id().value()))
                    .map(_ -> new Stop("tool", node.tool().value(), node.id().value(), line)))
        .findFirst();
  }

  private java.util.stream.Stream<Node> nodes() {
    return agent.definition() == null
        ? java.util.stream.Stream.empty()
        : agent.definition().nodes().values().stream();
  }

  private Optional<Stop> edge(int line) {
    return edges()
        .flatMap(
            edge ->
                place(edge.pointer()).stream()
                    .filter(span -> lineOf(span) <= line && endLineOf(span) >= line)
                    .map(span -> new Stop("edge", edge.pointer(), null, lineOf(span))))
        .filter(stop -> stop.line() == line || !isNodeLine(line))
        .max(Comparator.comparingInt(Stop::line));
  }

  private boolean isNodeLine(int line) {
    return nodes().anyMatch(node -> lineOf(node.id().value()) == line);
  }

  /** The edges that are written; one that follows from the order of the nodes has no line. */
  private java.util.stream.Stream<Edge> edges() {
    return agent.definition() == null
        ? java.util.stream.Stream.empty()
        : agent.definition().edges().stream()
            .filter(edge -> !edge.pointer().equals("nodes." + edge.from().value()));
  }

  private Optional<Stop> node(int line) {
    return index.declarations().stream()
        .filter(found -> found.symbol().kind() == SymbolKind.NODE)
        .filter(found -> lineOf(found.name()) <= line && endLineOf(found.whole()) >= line)
        .max(Comparator.comparingInt(found -> lineOf(found.name())))
        .map(found -> new Stop("node", found.symbol().name(), null, lineOf(found.name())));
  }

  private Optional<Span> place(String pointer) {
    return Optional.ofNullable(index.places().find(pointer));
  }

  /** {@return the line of a node; 1 where it is not there} */
  int lineOf(String node) {
    return index
        .findDeclaration(Symbol.node(node))
        .map(Declaration::name)
        .map(this::lineOf)
        .orElse(1);
  }

  /** {@return the line of the call of a node; that of the node where it has none of its own} */
  int lineOfCall(String node) {
    return place("nodes." + node + ".tool")
        .or(() -> place("nodes." + node + ".agent"))
        .map(this::lineOf)
        .orElseGet(() -> lineOf(node));
  }

  /** {@return the lines at which a breakpoint can be, with what they mean} */
  Map<Integer, Stop> stops(int from, int until) {
    var found = new java.util.TreeMap<Integer, Stop>();
    for (int line = from; line <= Math.min(until, lineCount()); line++) {
      int here = line;
      at(line).filter(stop -> stop.line() == here).ifPresent(stop -> found.put(here, stop));
    }
    return found;
  }

  /** Whether a node of that name is there. */
  boolean hasNode(String node) {
    return agent.definition() != null && agent.definition().nodes().containsKey(new NodeId(node));
  }

  private int lineOf(Span span) {
    return lines.place(span.start()).line() + 1;
  }

  private int endLineOf(Span span) {
    return lines.place(Math.max(span.start(), span.end() - 1)).line() + 1;
  }
}
