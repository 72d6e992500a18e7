package fermata.definition.load;

import fermata.definition.agent.AgentKnowledge;
import fermata.definition.project.Project;
import fermata.definition.tool.ToolKnowledge;

/**
 * What stands around a definition and counts for it.
 *
 * <p>The editor, the command line and the daemon each fill it from their own files; equal
 * surroundings give equal problems.
 *
 * @param files the texts that the definition may name
 * @param tools the tools that are known where it stands
 * @param agents the agents that it may run
 * @param project what holds in the workspace
 */
public record Surroundings(
    PromptFiles files, ToolKnowledge tools, AgentKnowledge agents, Project project) {

  /** Where nothing is known of other agents, and without a project file. */
  public Surroundings(PromptFiles files, ToolKnowledge tools) {
    this(files, tools, AgentKnowledge.UNKNOWN, Project.NONE);
  }

  /** Nothing but the built-in tools. */
  public static Surroundings builtin() {
    return new Surroundings(PromptFiles.NONE, BuiltinTools.knowledge());
  }

  /** {@return the same with other texts} */
  public Surroundings withFiles(PromptFiles other) {
    return new Surroundings(other, tools, agents, project);
  }

  /** {@return the same with other tools} */
  public Surroundings withTools(ToolKnowledge other) {
    return new Surroundings(files, other, agents, project);
  }

  /** {@return the same with other agents} */
  public Surroundings withAgents(AgentKnowledge other) {
    return new Surroundings(files, tools, other, project);
  }

  /** {@return the same in another workspace} */
  public Surroundings withProject(Project other) {
    return new Surroundings(files, tools, agents, other);
  }
}
