package fermata.definition.text;

/** What a file holds, told by its name and the folders that it is in. */
public enum FileForm {
  /** A definition in YAML: {@code NAME.agent.yaml} or {@code .yml}. */
  AGENT_YAML,
  /** A definition in JSON: {@code NAME.agent.json}. */
  AGENT_JSON,
  /** An agent in Markdown: {@code NAME.agent.md}. */
  AGENT_MARKDOWN,
  /** An agent in Markdown where VS Code and Copilot look for theirs: {@code .github/agents/}. */
  COPILOT_AGENT,
  /** An agent in Markdown where Claude Code looks for its subagents: {@code .claude/agents/}. */
  CLAUDE_AGENT,
  /** A part that definitions include: {@code NAME.part.yaml}, {@code .yml} or {@code .json}. */
  PART,
  /** A catalogue of tools: {@code NAME.tools.yaml}. */
  TOOLS,
  /** What holds in a whole workspace: {@code fermata.yaml}. */
  PROJECT,
  /** Any other file of prose, such as a prompt. */
  PROSE,
  /** A file whose name says nothing; it is read as a definition in YAML. */
  OTHER;

  private static final String CLAUDE_FOLDER = ".claude/agents/";
  private static final String COPILOT_FOLDER = ".github/agents/";

  /**
   * {@return the form of a file}
   *
   * @param name a path or URI with forward slashes; the folders count as far as they are in it
   */
  public static FileForm of(String name) {
    if (name.endsWith(".agent.json")) {
      return AGENT_JSON;
    }
    if (isNamed(name, "fermata.yaml") || isNamed(name, "fermata.yml")) {
      return PROJECT;
    }
    if (name.endsWith(".part.yaml") || name.endsWith(".part.yml") || name.endsWith(".part.json")) {
      return PART;
    }
    if (name.endsWith(".tools.yaml") || name.endsWith(".tools.yml")) {
      return TOOLS;
    }
    return name.endsWith(".md") ? ofMarkdown(name) : ofOther(name);
  }

  private static boolean isNamed(String path, String name) {
    return path.endsWith(name)
        && (path.length() == name.length()
            || path.charAt(path.length() - name.length() - 1) == '/');
  }

  private static FileForm ofMarkdown(String name) {
    if (folderStart(name, CLAUDE_FOLDER) >= 0) {
      return CLAUDE_AGENT;
    }
    if (folderStart(name, COPILOT_FOLDER) >= 0) {
      return COPILOT_AGENT;
    }
    return name.endsWith(".agent.md") ? AGENT_MARKDOWN : PROSE;
  }

  private static FileForm ofOther(String name) {
    if (name.endsWith(".agent.yaml") || name.endsWith(".agent.yml")) {
      return AGENT_YAML;
    }
    return name.endsWith(".txt") || name.endsWith(".prompt") ? PROSE : OTHER;
  }

  /**
   * {@return the shortest end of a path that still tells the form of the file: mostly its last
   * part}
   *
   * @param path with forward slashes
   */
  public static String nameOf(String path) {
    int folder =
        switch (of(path)) {
          case CLAUDE_AGENT -> folderStart(path, CLAUDE_FOLDER);
          case COPILOT_AGENT -> folderStart(path, COPILOT_FOLDER);
          case AGENT_YAML, AGENT_JSON, AGENT_MARKDOWN, PART, TOOLS, PROJECT, PROSE, OTHER ->
              path.lastIndexOf('/') + 1;
        };
    return path.substring(folder);
  }

  /** The folder must be a whole one, not the end of another's name. */
  private static int folderStart(String name, String folder) {
    if (name.startsWith(folder)) {
      return 0;
    }
    int slash = name.lastIndexOf("/" + folder);
    return slash < 0 ? -1 : slash + 1;
  }

  /** Whether it is a definition of an agent, in whatever spelling. */
  public boolean isAgent() {
    return switch (this) {
      case AGENT_YAML, AGENT_JSON, AGENT_MARKDOWN, COPILOT_AGENT, CLAUDE_AGENT -> true;
      case PART, TOOLS, PROJECT, PROSE, OTHER -> false;
    };
  }

  /** Whether a definition may include it. */
  public boolean isIncludable() {
    return this == AGENT_YAML || this == AGENT_JSON || this == PART;
  }

  /** Whether it is Markdown with front matter. */
  public boolean isMarkdown() {
    return switch (this) {
      case AGENT_MARKDOWN, COPILOT_AGENT, CLAUDE_AGENT -> true;
      case AGENT_YAML, AGENT_JSON, PART, TOOLS, PROJECT, PROSE, OTHER -> false;
    };
  }
}
