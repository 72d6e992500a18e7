package fermata.definition.graph;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.EdgeTrigger;
import java.util.List;

/**
 * What is drawn of a definition: its nodes and the ways between them. Every text is on one line and
 * holds nothing that a terminal or a viewer would act on.
 *
 * @param name of the agent
 * @param boxes the nodes, in the order of the file
 * @param ways in the order of the file
 */
public record Picture(String name, List<Box> boxes, List<Way> ways) {

  public Picture {
    name = Words.oneLine(name);
    boxes = List.copyOf(boxes);
    ways = List.copyOf(ways);
  }

  /** {@return the picture of a definition, which may have errors} */
  public static Picture of(AgentDefinition definition) {
    return new PictureReader(definition).read();
  }

  /**
   * A node.
   *
   * @param what the tool of a {@code tool} node, the name of an element of a {@code map} node; else
   *     empty
   * @param entries the names of the entry points at the node
   * @param isTerminal whether a run may end well here
   * @param join for how many branches the node waits, where branches that surely run side by side
   *     meet here or it says so itself; else empty
   */
  public record Box(
      String id, String kind, String what, List<String> entries, boolean isTerminal, String join) {

    public Box {
      id = Words.oneLine(id);
      what = Words.oneLine(what);
      join = Words.oneLine(join);
      entries = List.copyOf(entries);
    }

    /** {@return what the node does and is, in words} */
    String caption() {
      var words = new StringBuilder(kind);
      if (!what.isEmpty()) {
        words.append(' ').append(what);
      }
      if (!entries.isEmpty()) {
        words.append(" · start");
        List<String> named = entries.stream().filter(name -> !name.equals(DEFAULT)).toList();
        if (!named.isEmpty()) {
          words.append(' ').append(String.join(", ", entries));
        }
      }
      if (!join.isEmpty()) {
        words.append(" · ").append(join);
      }
      if (isTerminal) {
        words.append(" · end");
      }
      return words.toString();
    }
  }

  private static final String DEFAULT = AgentDefinition.DEFAULT_ENTRY;

  /**
   * A way.
   *
   * @param from the number of a box
   * @param to the number of a box
   * @param condition as written between the marks; empty for none
   * @param priority 0 for none, also of the routes of a router, whose order says it
   * @param label the author's; empty for none
   */
  public record Way(
      int from,
      int to,
      EdgeTrigger on,
      String condition,
      boolean isDefault,
      int priority,
      String label) {

    public Way {
      condition = Words.oneLine(condition);
      label = Words.oneLine(label);
    }

    /** Whether it leads back to where it starts. */
    boolean isLoop() {
      return from == to;
    }

    /** {@return what stands at the line: the author's word, else when the way is taken} */
    String words() {
      return label.isEmpty() ? occasion() : label;
    }

    /** {@return when the way is taken; empty for always after a success} */
    String occasion() {
      String trigger = Words.of(on);
      String when = isDefault ? "otherwise" : condition;
      String both = trigger.isEmpty() || when.isEmpty() ? trigger + when : trigger + ": " + when;
      String rank = priority == 0 ? "" : "priority " + priority;
      return both.isEmpty() || rank.isEmpty() ? both + rank : both + ", " + rank;
    }
  }
}
