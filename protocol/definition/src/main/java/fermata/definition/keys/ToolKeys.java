package fermata.definition.keys;

import static fermata.definition.keys.Shapes.CHOICE;
import static fermata.definition.keys.Shapes.COMPUTED;
import static fermata.definition.keys.Shapes.DURATION;
import static fermata.definition.keys.Shapes.FLAG;
import static fermata.definition.keys.Shapes.LITERAL;
import static fermata.definition.keys.Shapes.PLAIN;
import static fermata.definition.keys.Shapes.items;
import static fermata.definition.keys.Shapes.names;
import static fermata.definition.keys.Shapes.option;

import fermata.definition.tool.ToolTerms;
import java.util.List;

/** The keys of catalogues of tools. */
final class ToolKeys {

  private static final Shape TEMPLATE = new Shape.Text(TextForm.TEMPLATE);
  private static final Shape TEMPLATES = names(TextForm.PLAIN, TEMPLATE);
  private static final Shape METHOD =
      new Shape.Choice(
          List.of(
              option("GET", "Asks for something."),
              option("POST", "Sends something."),
              option("PUT", "Puts something in a place."),
              option("PATCH", "Changes a part of something."),
              option("DELETE", "Removes something.")));

  private ToolKeys() {}

  static List<Key> catalogue() {
    return List.of(
        Key.of(
            "tools",
            names(TextForm.TOOL_NAME, new Shape.Keys(KeyContext.TOOL_DECLARATION)),
            "Tools that are programs or requests over HTTP, by name."),
        Key.of(
            "apis",
            names(TextForm.NAME, new Shape.Keys(KeyContext.TOOL_API)),
            "Interfaces that OpenAPI documents describe. Each operation is a tool"
                + " `NAME.OPERATION`."),
        Key.of(
            "runtimes",
            names(TextForm.RUNTIME, new Shape.Keys(KeyContext.TOOL_RUNTIME)),
            "Runtimes of `code` nodes that other programs register while they run."));
  }

  static List<Key> runtime() {
    return List.of(
        Key.of("description", PLAIN, "What it executes, for people.").required(),
        Key.of("read_only", FLAG, "Whether a source changes nothing.").orElse("`false`"),
        Key.of("idempotent", FLAG, "Whether a repeated execution has the effect of one.")
            .orElse("`false`"),
        Key.of("timeout", DURATION, "How long an execution may be silent.")
            .orElse("the tools runner's"),
        Key.of(
                "on_unknown",
                CHOICE.onUnknown(),
                "What becomes of an execution whose program is gone.")
            .orElse("`ask`"));
  }

  static List<Key> declaration() {
    var fields = names(TextForm.PLAIN, new Shape.Keys(KeyContext.TOOL_FIELD));
    return List.of(
        Key.of("description", PLAIN, "What the tool does, for models and people.").required(),
        Key.of("command", items(TEMPLATE), "The program and its arguments, never a shell string.")
            .within(ScopeKind.COMMAND),
        Key.of("http", new Shape.Keys(KeyContext.TOOL_REQUEST), "The request that a call makes."),
        Key.of("input", fields, "The arguments, by name."),
        Key.of("output", fields, "The members of the result, by name."),
        Key.of("read_only", FLAG, "Whether a call changes nothing.")
            .orElse("`false`; `true` for a `GET`"),
        Key.of("idempotent", FLAG, "Whether a repeated call has the effect of one.")
            .orElse("`false`; `true` for `PUT` and `DELETE`"),
        Key.of(
                "destructive",
                FLAG,
                "Whether a call may remove or overwrite what somebody made; who is asked to allow it is told so.")
            .orElse("`false`"),
        Key.of(
                "events",
                FLAG,
                "Whether the program publishes events and waits for them; its standard input stays open for what it waits for.")
            .orElse("`false`"),
        Key.of(
                "env",
                TEMPLATES,
                "Variables that the program sees besides the usual few; a key as `${{ secrets.NAME"
                    + " }}`.")
            .within(ScopeKind.SECRET),
        Key.of("timeout", DURATION, "The time of one call.").orElse("the tools runner's"),
        Key.of(
                "on_unknown",
                CHOICE.onUnknown(),
                "What becomes of a call whose outcome a crash hid.")
            .orElse("`ask`"),
        Key.of("concurrency", new Shape.Whole(1, 1_000), "How many calls run at once; others wait.")
            .orElse("any number"),
        Key.of("rate", new Shape.Keys(KeyContext.TOOL_RATE), "How often it is called; others wait.")
            .orElse("as often as wanted"),
        Key.of(
                "output_bytes",
                new Shape.Whole(1, ToolTerms.OUTPUT_BYTES_MAX),
                "How much a call may answer.")
            .orElse("`8388608`"),
        Key.of(
                "coerce",
                FLAG,
                "Whether arguments of a wrong type are made right where nothing is lost by it, such as"
                    + " `\"7\"` for a number; whoever watches is told.")
            .orElse("`false`"),
        Key.of("version", PLAIN, "Its version, for whoever lists tools."),
        Key.of(
            "examples",
            items(new Shape.Keys(KeyContext.TOOL_EXAMPLE)),
            "Calls that show what it is for, for models and people."));
  }

  static List<Key> request() {
    return List.of(
        Key.of(
                "url",
                TEMPLATE,
                "The address. The host is text; what an expression gives is one part of the path or of"
                    + " the query, whatever it holds.")
            .required()
            .within(ScopeKind.COMMAND),
        Key.of("method", METHOD, "The method.").orElse("`GET`, with a `body` `POST`"),
        Key.of(
                "query",
                names(TextForm.PLAIN, COMPUTED),
                "Parameters; those that are null are left out.")
            .within(ScopeKind.COMMAND),
        Key.of(
                "headers",
                TEMPLATES,
                "Headers; a key as `${{ secrets.NAME }}`. Those that are null are left out.")
            .within(ScopeKind.REQUEST),
        Key.of("body", COMPUTED, "What is sent, as JSON.").within(ScopeKind.COMMAND));
  }

  static List<Key> rate() {
    return List.of(
        Key.of("calls", new Shape.Whole(1, 100_000), "How many calls.").required(),
        Key.of("per", DURATION, "Within how much time.").required());
  }

  static List<Key> example() {
    return List.of(
        Key.of("description", PLAIN, "What the call is for.").required(),
        Key.of("args", LITERAL, "Its arguments.").required());
  }

  static List<Key> api() {
    return List.of(
        Key.of(
                "file",
                PLAIN,
                "The OpenAPI document beside this file: `NAME.openapi.yaml` or `NAME.openapi.json`.")
            .required(),
        Key.of("url", PLAIN, "Where it is.").orElse("the first of its `servers`"),
        Key.of("headers", TEMPLATES, "Headers of every request; a key as `${{ secrets.NAME }}`.")
            .within(ScopeKind.SECRET),
        Key.of("only", items(PLAIN), "The operations that are tools, by their ids.")
            .orElse("all of them"));
  }
}
