package fermata.definition.keys;

import fermata.definition.model.AgentName;
import fermata.definition.model.NodeId;
import fermata.definition.model.ToolName;
import java.util.regex.Pattern;

/** What a text must look like. */
public enum TextForm {
  PLAIN("text", ""),
  /** Text with expressions in it. */
  TEMPLATE("text with expressions", ""),
  /** One expression between its marks and nothing else. */
  EXPRESSION("an expression ${{ … }}", ""),
  DURATION("a duration such as `30s`, `2m` or `1h30m`", ""),
  AGENT_NAME(
      "an agent name", "lower-case letters, digits and `-`, starting with a letter, at most 63"),
  /** The name of an agent that another file defines. */
  AGENT_REFERENCE(
      "the name of an agent",
      "lower-case letters, digits and `-`, starting with a letter, at most 63"),
  NODE_ID(
      "a node id", "letters, digits, `_` and `-`, not starting with a digit or `-`, at most 63"),
  /** The id of a node that is declared elsewhere. */
  NODE_REFERENCE("the id of a node", ""),
  /** What follows a failure. */
  ON_ERROR("`fail`, `continue` or the id of a node", ""),
  /** The name of a key of the state that is declared elsewhere. */
  STATE_REFERENCE("the name of a key of `state`", ""),
  /** The id of a step of the same workflow. */
  STEP_REFERENCE("the id of a step", ""),
  /** The name of a runtime. */
  RUNTIME(
      "a runtime such as `html` or `sql`",
      "lower-case letters, digits and `-`, starting with a letter"),
  NAME("a name", "letters, digits and `_`, not starting with a digit, at most 63"),
  /** What `set` may set. */
  SET_TARGET("a target of `set`", "a name, or `state.` and a name"),
  TOOL_NAME("a tool name", "letters, digits and `_ . : / -`, at most 128"),
  TOOL_PATTERN("a tool name or a pattern such as `files.*`", "a tool name, `*` only at the end"),
  MODEL("a model as `provider/model`", "`provider/model`, such as `anthropic/claude-sonnet-5`"),
  FAILURE_KIND(
      "a failure kind such as `model.overloaded` or `tool.*`",
      "words joined by dots, `*` only at the end"),
  EVENT_SCHEMA(
      "the schema of an event such as `ticket.opened.v1`",
      "letters, digits and `. _ : / -`, starting with a letter, at most 128"),
  /** How far back a wait looks. */
  SINCE("`run` or a duration such as `10m`", "`run`, or a duration"),
  /** The name of an entry point that is declared elsewhere. */
  ENTRY_REFERENCE("the name of an entry point", ""),
  FILE("a path relative to this file", ""),
  /** The path of a file whose keys are added. */
  INCLUDE("a path relative to this file", ""),
  CRON("a cron expression such as `0 3 * * *`", ""),
  TIME_ZONE("a time zone such as `Europe/Berlin`", ""),
  WEBHOOK_PATH(
      "a path such as `/refunds`",
      "`/` and words of letters, digits and `_ . ~ -` with `/` between them, at most eight"),
  FILE_PATTERN("a path or a pattern below the workspace such as `inbox/*.csv`", ""),
  REGEX("a regular expression", ""),
  /** A tool by the name that another program has for it. */
  FOREIGN_TOOL("the name of a tool", ""),
  /** Such names, separated by commas. */
  FOREIGN_TOOLS("names of tools, separated by commas", ""),
  PROVIDER("a provider", "lower-case letters, digits and `-`, starting with a letter"),
  SERVER(
      "the name of a tool server",
      "letters, digits and `_ . -`, starting with a letter, at most 48"),
  /**
   * The name of an environment variable; a rule of its own says what is wrong, without the text.
   */
  VARIABLE("the name of an environment variable such as `MY_KEY`", "");

  private static final String NAME_FORM = "[A-Za-z_][A-Za-z0-9_]{0,62}";
  private static final String MODEL_FORM = "[a-z][a-z0-9-]*/\\S+";
  private static final String KIND_FORM = "[a-z][A-Za-z_-]*(\\.[A-Za-z_-]+)*(\\.\\*)?|\\*";
  private static final String PATH_FORM = "(/[A-Za-z0-9_.~-]{1,127}){1,8}";
  private static final Pattern PATH_PATTERN = Pattern.compile(PATH_FORM);
  private static final String SCHEMA_FORM = "[A-Za-z][A-Za-z0-9._:/-]{0,127}";
  private static final Pattern SCHEMA_PATTERN = Pattern.compile(SCHEMA_FORM);
  private static final String RUNTIME_FORM = "[a-z][a-z0-9-]{0,62}";
  private static final String PROVIDER_FORM = "[a-z][a-z0-9-]*";
  private static final String SERVER_FORM = "[A-Za-z][A-Za-z0-9_.-]{0,47}";
  private static final Pattern SERVER_PATTERN = Pattern.compile(SERVER_FORM);
  private static final Pattern PROVIDER_PATTERN = Pattern.compile(PROVIDER_FORM);
  private static final Pattern NAME_PATTERN = Pattern.compile(NAME_FORM);
  private static final Pattern MODEL_PATTERN = Pattern.compile(MODEL_FORM);
  private static final Pattern KIND_PATTERN = Pattern.compile(KIND_FORM);

  private final String noun;
  private final String rule;

  TextForm(String noun, String rule) {
    this.noun = noun;
    this.rule = rule;
  }

  /** {@return what it is, with an article where it needs one} */
  public String noun() {
    return noun;
  }

  /**
   * {@return what such a text is made of; empty where any text will do or another check says it}
   */
  public String rule() {
    return rule;
  }

  /** Whether a text has this form; forms that need more than a look at the letters always fit. */
  public boolean fits(String text) {
    return switch (this) {
      case AGENT_NAME, AGENT_REFERENCE -> AgentName.isValid(text);
      case NODE_ID -> NodeId.isValid(text);
      case NAME -> NAME_PATTERN.matcher(text).matches();
      case RUNTIME -> text.matches(RUNTIME_FORM);
      case SET_TARGET ->
          NAME_PATTERN.matcher(text.startsWith("state.") ? text.substring(6) : text).matches();
      case TOOL_NAME -> ToolName.isValid(text);
      case TOOL_PATTERN -> isToolPattern(text);
      case MODEL -> MODEL_PATTERN.matcher(text).matches();
      case FAILURE_KIND -> KIND_PATTERN.matcher(text).matches();
      case PLAIN,
          TEMPLATE,
          EXPRESSION,
          DURATION,
          NODE_REFERENCE,
          ENTRY_REFERENCE,
          ON_ERROR,
          STATE_REFERENCE,
          STEP_REFERENCE,
          FILE,
          INCLUDE,
          REGEX,
          FOREIGN_TOOL,
          FOREIGN_TOOLS,
          VARIABLE ->
          true;
      case PROVIDER -> PROVIDER_PATTERN.matcher(text).matches();
      case SERVER -> SERVER_PATTERN.matcher(text).matches();
      case WEBHOOK_PATH -> PATH_PATTERN.matcher(text).matches();
      case CRON, TIME_ZONE, FILE_PATTERN -> true;
      case EVENT_SCHEMA -> SCHEMA_PATTERN.matcher(text).matches();
      case SINCE ->
          text.equals("run")
              || DurationText.parse(text).filter(DurationText::isAllowed).isPresent();
    };
  }

  /**
   * {@return a regular expression that such texts match as a whole, in the syntax that RE2 and
   * ECMA-262 share; empty where any text will do}
   *
   * <p>Every text of the form matches it; of the forms that need more than a look at the letters
   * other texts do too.
   */
  public String pattern() {
    return switch (this) {
      case AGENT_NAME, AGENT_REFERENCE -> AgentName.FORM;
      case NODE_ID, NODE_REFERENCE, ENTRY_REFERENCE, ON_ERROR -> NodeId.FORM;
      case NAME, STATE_REFERENCE, STEP_REFERENCE -> NAME_FORM;
      case RUNTIME -> RUNTIME_FORM;
      case SET_TARGET -> "(state\\.)?" + NAME_FORM;
      case TOOL_NAME -> ToolName.FORM;
      case TOOL_PATTERN -> ToolName.FORM + "\\*?|\\*";
      case MODEL -> MODEL_FORM;
      case FAILURE_KIND -> KIND_FORM;
      case EXPRESSION -> "\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*";
      case EVENT_SCHEMA -> SCHEMA_FORM;
      case SINCE -> "run|" + DurationText.FORM_OF_PARTS;
      case DURATION -> DurationText.FORM_OF_PARTS;
      case WEBHOOK_PATH -> PATH_FORM;
      case PLAIN, TEMPLATE, FILE, INCLUDE, REGEX, FOREIGN_TOOL, FOREIGN_TOOLS, VARIABLE -> "";
      case PROVIDER -> PROVIDER_FORM;
      case SERVER -> SERVER_FORM;
      case CRON, TIME_ZONE, FILE_PATTERN -> "";
    };
  }

  /** Whether such a text names something, so that a list of them should not repeat one. */
  public boolean isName() {
    return switch (this) {
      case AGENT_NAME,
          AGENT_REFERENCE,
          NODE_ID,
          NODE_REFERENCE,
          ENTRY_REFERENCE,
          EVENT_SCHEMA,
          ON_ERROR,
          STATE_REFERENCE,
          STEP_REFERENCE,
          RUNTIME,
          NAME,
          SET_TARGET,
          TOOL_NAME,
          TOOL_PATTERN,
          MODEL,
          FAILURE_KIND,
          FILE,
          INCLUDE,
          WEBHOOK_PATH,
          FILE_PATTERN,
          FOREIGN_TOOL,
          PROVIDER,
          SERVER ->
          true;
      case PLAIN,
          TEMPLATE,
          EXPRESSION,
          DURATION,
          SINCE,
          REGEX,
          CRON,
          TIME_ZONE,
          FOREIGN_TOOLS,
          VARIABLE ->
          false;
    };
  }

  private static boolean isToolPattern(String text) {
    String stem = text.endsWith("*") ? text.substring(0, text.length() - 1) : text;
    return (stem.isEmpty() && !text.isEmpty()) || ToolName.isValid(stem);
  }
}
