package fermata.wire.method.agent;

/** What a graph is drawn as. */
public enum GraphFormat {

  /** A Mermaid flowchart, for Markdown. */
  MERMAID,

  /** The language of Graphviz. */
  DOT,

  /** A picture for browsers. */
  SVG
}
