package fermata.definition.tool;

import fermata.definition.model.ToolName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A fixed set of tools, by name; of two with the same name the later one counts. Immutable. */
public final class KnownTools implements ToolKnowledge {

  private final Certainty certainty;
  private final TreeMap<String, ToolSchema> tools = new TreeMap<>();
  private final List<String> asked;

  public KnownTools(Certainty certainty, Collection<ToolSchema> tools) {
    this(certainty, tools, List.of());
  }

  private KnownTools(Certainty certainty, Collection<ToolSchema> tools, List<String> asked) {
    this.certainty = certainty;
    this.asked = List.copyOf(asked);
    tools.forEach(tool -> this.tools.put(tool.name().value(), tool));
  }

  /** {@return these tools and more, as certain as the least certain of both} */
  public KnownTools with(ToolKnowledge more) {
    List<ToolSchema> together = new ArrayList<>(tools.values());
    more.all().forEach(together::add);
    boolean isComplete = certainty == Certainty.COMPLETE && more.certainty() == Certainty.COMPLETE;
    return new KnownTools(isComplete ? Certainty.COMPLETE : Certainty.INCOMPLETE, together);
  }

  /** {@return these tools and more, as certain as these are} */
  public KnownTools and(Collection<ToolSchema> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<ToolSchema> together = new ArrayList<>(tools.values());
    together.addAll(more);
    return new KnownTools(certainty, together, asked);
  }

  /**
   * {@return the same, where some servers have said all their tools}
   *
   * @param prefixes what the names of the tools of each begin with, such as {@code mcp:files/}
   */
  public KnownTools asked(List<String> prefixes) {
    return new KnownTools(certainty, tools.values(), prefixes);
  }

  @Override
  public Certainty certainty(String name) {
    if (asked.stream().anyMatch(name::startsWith)) {
      return Certainty.COMPLETE;
    }
    boolean mayCome = name.startsWith(SERVER_TOOL) || name.startsWith(CLIENT_TOOL);
    return mayCome ? Certainty.INCOMPLETE : certainty;
  }

  @Override
  public Certainty certainty() {
    return certainty;
  }

  @Override
  public Optional<ToolSchema> find(ToolName name) {
    return Optional.ofNullable(tools.get(name.value()));
  }

  @Override
  public Stream<ToolSchema> all() {
    return tools.values().stream();
  }
}
