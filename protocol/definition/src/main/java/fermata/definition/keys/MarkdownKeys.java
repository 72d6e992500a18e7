package fermata.definition.keys;

import static fermata.definition.keys.Shapes.FLAG;
import static fermata.definition.keys.Shapes.LITERAL;
import static fermata.definition.keys.Shapes.PLAIN;
import static fermata.definition.keys.Shapes.items;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The keys of front matter: of our own, of VS Code and Copilot, and of Claude Code. */
final class MarkdownKeys {

  /** One text or several; of tools also one text with commas. */
  private static final Shape TEXTS = new Shape.Either(List.of(PLAIN, items(PLAIN)));

  private static final Shape TOOLS =
      new Shape.Either(
          List.of(
              new Shape.Text(TextForm.FOREIGN_TOOLS),
              items(new Shape.Text(TextForm.FOREIGN_TOOL))));

  /** There is one node, and its system message is the body. */
  private static final Set<String> NOT_OF_THE_AGENT = Set.of("nodes", "edges", "include");

  private static final Set<String> OF_THE_NODE =
      Set.of(
          "prompt",
          "outputs",
          "max_turns",
          "max_tool_calls",
          "temperature",
          "reasoning",
          "retry",
          "timeout",
          "conversation",
          "interactive",
          "judge",
          "on_stall",
          "outputs_by",
          "on_full",
          "images");

  private MarkdownKeys() {}

  /** The keys of an agent and those of its node, in one mapping. */
  static List<Key> own(List<Key> agent, List<Key> node) {
    var keys = new ArrayList<Key>();
    for (Key key : agent) {
      if (key.name().equals("agent")) {
        keys.add(key.optional().orElse("the name of the file"));
      } else if (key.name().equals("input")) {
        keys.add(key.orElse("`message`, a text, unless there is a `prompt` without it"));
      } else if (key.name().equals("output")) {
        keys.add(key.orElse("the `outputs`; without any `reply`, what the model says"));
      } else if (!NOT_OF_THE_AGENT.contains(key.name())) {
        keys.add(key);
      }
    }
    node.stream()
        .filter(key -> OF_THE_NODE.contains(key.name()))
        .map(key -> isPrompt(key) ? key.optional().orElse("`${{ input.message }}`") : key)
        .forEach(keys::add);
    return List.copyOf(keys);
  }

  private static boolean isPrompt(Key key) {
    return key.name().equals("prompt");
  }

  static List<Key> copilot() {
    return List.of(
        Key.of("name", PLAIN, "The name that people see.").orElse("the name of the file"),
        Key.of("description", PLAIN, "What the agent is for, in a sentence."),
        Key.of("argument-hint", PLAIN, "What to type; describes the input `message`."),
        Key.of("model", TEXTS, "The model, or several, of which the first that is there counts."),
        Key.of("tools", TOOLS, "The tools that the agent may use.").orElse("all tools"),
        Key.of(
                "target",
                new Shape.Choice(
                    List.of(
                        Shapes.option("vscode", "VS Code."),
                        Shapes.option("github-copilot", "Copilot on GitHub."))),
                "Where the agent is for.")
            .orElse("both"),
        Key.of("agents", TEXTS, "The agents that it may hand work to."),
        Key.of(
            "handoffs",
            items(new Shape.Keys(KeyContext.COPILOT_HANDOFF)),
            "Buttons that lead to another agent."),
        Key.of("user-invocable", FLAG, "Whether people can choose it."),
        Key.of("user-invokable", FLAG, "An older spelling of `user-invocable`."),
        Key.of("disable-model-invocation", FLAG, "Whether other agents may not call it."),
        Key.of("infer", LITERAL, "An older form of `disable-model-invocation`."),
        Key.of("mcp-servers", LITERAL, "Tool servers, on GitHub."),
        Key.of("hooks", LITERAL, "Commands at certain events."),
        Key.of("github", LITERAL, "Settings of GitHub."),
        Key.of("metadata", LITERAL, "Notes of the author."),
        Key.of("advancedOptions", LITERAL, "Settings of VS Code."));
  }

  static List<Key> handoff() {
    return List.of(
        Key.of("label", PLAIN, "The text of the button."),
        Key.of("agent", PLAIN, "The agent that it leads to."),
        Key.of("prompt", PLAIN, "What the other agent is given."),
        Key.of("send", FLAG, "Whether it is given without asking."),
        Key.of("model", PLAIN, "The model of the other agent."));
  }

  static List<Key> claude() {
    return List.of(
        Key.of("name", PLAIN, "The name: lower-case letters, digits and `-`.")
            .orElse("the name of the file"),
        Key.of("description", PLAIN, "When to hand work to the agent."),
        Key.of("tools", TOOLS, "The tools that the agent may use.").orElse("all tools"),
        Key.of("disallowedTools", TOOLS, "The tools that it may not use."),
        Key.of("model", PLAIN, "`sonnet`, `opus`, `haiku`, a full name, or `inherit`.")
            .orElse("`inherit`: the model of the workspace"),
        Key.of("maxTurns", Shapes.SMALL_COUNT, "Model requests after which the agent stops."),
        Key.of("permissionMode", PLAIN, "Which calls are asked about."),
        Key.of("skills", TEXTS, "Skills that it starts with."),
        Key.of("mcpServers", LITERAL, "Tool servers."),
        Key.of("hooks", LITERAL, "Commands at certain events."),
        Key.of("memory", PLAIN, "Where it keeps what it learned."),
        Key.of("background", FLAG, "Whether it runs beside the conversation."),
        Key.of("effort", PLAIN, "How hard the model thinks."),
        Key.of("isolation", PLAIN, "Whether it works in a copy of the files."),
        Key.of("initialPrompt", PLAIN, "What it is given first when it is started alone."),
        Key.of("color", PLAIN, "Its colour on the screen."));
  }
}
