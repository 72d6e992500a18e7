package fermata.wire.method.agent;

/** A kind of file of the definition language. */
public enum DefinitionKind {

  /** A definition of an agent. */
  AGENT,

  /** A catalogue of tools. */
  TOOLS,

  /** The project file of a workspace. */
  PROJECT
}
