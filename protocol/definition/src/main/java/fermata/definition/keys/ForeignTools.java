package fermata.definition.keys;

import fermata.definition.model.Ordered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tools of VS Code, Copilot and Claude Code, and which of ours do the same.
 *
 * <p>A tool without a counterpart is listed too, with an empty list: that it is known is the reason
 * why nothing more is said of it than that it is left out.
 */
public final class ForeignTools {

  private static final List<String> NONE = List.of();
  private static final List<String> READ = List.of("files.read", "files.stat");
  private static final List<String> SEARCH = List.of("files.search", "files.find");
  private static final List<String> LIST = List.of("files.list");
  private static final List<String> WRITE = List.of("files.write");
  private static final List<String> PATCH = List.of("files.patch");
  private static final List<String> CHANGE = List.of("files.patch", "files.write");
  private static final List<String> RUN = List.of("shell.run");
  private static final List<String> FETCH = List.of("web.fetch");

  private static final SequencedMap<String, List<String>> COPILOT = copilot();
  private static final SequencedMap<String, List<String>> CLAUDE = claude();

  /** {@code Bash(git diff:*)}: a tool, and what it may be used for. */
  private static final Pattern NARROWED = Pattern.compile("([^()]+)\\((.*)\\)");

  /** {@code mcp__SERVER__TOOL}, as Claude Code writes the tools of servers. */
  private static final Pattern CLAUDE_SERVER = Pattern.compile("mcp__(.+?)(?:__(.+))?");

  /** {@code SERVER/TOOL} or {@code SERVER/*}, as VS Code does. */
  private static final Pattern COPILOT_SERVER = Pattern.compile("([^/]+)/(.+)");

  private ForeignTools() {}

  /** {@return the tools of a dialect, in the order of documents} */
  public static SequencedMap<String, List<String>> of(MarkdownDialect dialect) {
    return switch (dialect) {
      case OWN -> Ordered.empty();
      case COPILOT -> COPILOT;
      case CLAUDE -> CLAUDE;
    };
  }

  /** Whether a name is one of the dialect's own tools. */
  public static boolean isOf(MarkdownDialect dialect, String name) {
    return of(dialect).containsKey(name);
  }

  /**
   * {@return our tools for a tool of a dialect; an empty list for one that has no counterpart,
   * nothing for one that is not known}
   *
   * <p>The tools of servers keep their names: {@code mcp:SERVER/TOOL}.
   */
  public static Optional<List<String>> find(MarkdownDialect dialect, String written) {
    String name = withoutNarrowing(written);
    List<String> known = of(dialect).get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (name.equals("*")) {
      return Optional.of(List.of("*"));
    }
    Matcher server =
        (dialect == MarkdownDialect.CLAUDE ? CLAUDE_SERVER : COPILOT_SERVER).matcher(name);
    if (!server.matches() || dialect == MarkdownDialect.OWN) {
      return Optional.empty();
    }
    String tool = server.group(2) == null ? "*" : server.group(2);
    String ours = "mcp:" + server.group(1) + "/" + tool;
    return TextForm.TOOL_PATTERN.fits(ours) ? Optional.of(List.of(ours)) : Optional.empty();
  }

  /** Whether a tool is allowed for some of its uses only, such as {@code Bash(git diff:*)}. */
  public static boolean isNarrowed(String written) {
    return NARROWED.matcher(written).matches();
  }

  private static String withoutNarrowing(String written) {
    Matcher matcher = NARROWED.matcher(written);
    return matcher.matches() ? matcher.group(1).strip() : written;
  }

  private static SequencedMap<String, List<String>> copilot() {
    var tools = new LinkedHashMap<String, List<String>>();
    tools.put("read", READ);
    tools.put("read/readFile", READ);
    tools.put("readFile", READ);
    tools.put("edit", CHANGE);
    tools.put("edit/editFiles", CHANGE);
    tools.put("edit/createFile", WRITE);
    tools.put("editFiles", CHANGE);
    tools.put("createFile", WRITE);
    tools.put("new", WRITE);
    tools.put("search", List.of("files.search", "files.find", "files.list"));
    tools.put("search/codebase", SEARCH);
    tools.put("search/textSearch", List.of("files.search"));
    tools.put("search/fileSearch", List.of("files.find"));
    tools.put("search/listDirectory", LIST);
    tools.put("search/usages", NONE);
    tools.put("search/changes", NONE);
    tools.put("search/searchResults", NONE);
    tools.put("codebase", SEARCH);
    tools.put("textSearch", List.of("files.search"));
    tools.put("fileSearch", List.of("files.find"));
    tools.put("listDirectory", LIST);
    tools.put("usages", NONE);
    tools.put("changes", NONE);
    tools.put("problems", NONE);
    tools.put("read/problems", NONE);
    tools.put("read/terminalLastCommand", NONE);
    tools.put("execute", RUN);
    tools.put("execute/runInTerminal", RUN);
    tools.put("shell", RUN);
    tools.put("runCommands", RUN);
    tools.put("runInTerminal", RUN);
    tools.put("execute/getTerminalOutput", NONE);
    tools.put("execute/runTests", NONE);
    tools.put("runTests", NONE);
    tools.put("runTasks", NONE);
    tools.put("testFailure", NONE);
    tools.put("terminalLastCommand", NONE);
    tools.put("web", FETCH);
    tools.put("web/fetch", FETCH);
    tools.put("web/search", NONE);
    tools.put("web/githubRepo", NONE);
    tools.put("fetch", FETCH);
    tools.put("githubRepo", NONE);
    tools.put("agent", NONE);
    tools.put("agent/runSubagent", NONE);
    tools.put("custom-agent", NONE);
    tools.put("todo", NONE);
    tools.put("todos", NONE);
    tools.put("extensions", NONE);
    tools.put("vscodeAPI", NONE);
    tools.put("openSimpleBrowser", NONE);
    return Ordered.copyOf(tools);
  }

  private static SequencedMap<String, List<String>> claude() {
    var tools = new LinkedHashMap<String, List<String>>();
    tools.put("Read", READ);
    tools.put("Write", WRITE);
    tools.put("Edit", PATCH);
    tools.put("MultiEdit", PATCH);
    tools.put("Grep", List.of("files.search"));
    tools.put("Glob", List.of("files.find"));
    tools.put("LS", LIST);
    tools.put("Bash", RUN);
    tools.put("WebFetch", FETCH);
    tools.put("WebSearch", NONE);
    tools.put("BashOutput", NONE);
    tools.put("KillShell", NONE);
    tools.put("NotebookEdit", NONE);
    tools.put("NotebookRead", NONE);
    tools.put("TodoWrite", NONE);
    tools.put("Task", NONE);
    tools.put("Agent", NONE);
    tools.put("Skill", NONE);
    tools.put("SlashCommand", NONE);
    tools.put("AskUserQuestion", List.of("human.ask"));
    tools.put("ExitPlanMode", NONE);
    return Ordered.copyOf(tools);
  }
}
