package fermata.definition.keys;

import static fermata.definition.keys.Shapes.DURATION;
import static fermata.definition.keys.Shapes.PLAIN;
import static fermata.definition.keys.Shapes.TOOL_PATTERNS;
import static fermata.definition.keys.Shapes.items;
import static fermata.definition.keys.Shapes.names;
import static fermata.definition.keys.Shapes.option;

import java.math.BigDecimal;
import java.util.List;

/** The keys of the project file. */
final class ProjectKeys {

  private static final Shape PRICE = new Shape.Decimal(BigDecimal.ZERO, new BigDecimal(1_000_000));

  private static final Shape PROTOCOL =
      new Shape.Choice(
          List.of(
              option("chat", "OpenAI's Chat Completions, as most servers do."),
              option("responses", "OpenAI's Responses: `/responses` is added to the address."),
              option("anthropic", "Anthropic's Messages: `/v1/messages` is added."),
              option("gemini", "Gemini's: `/v1beta/models/…` is added."),
              option("ollama", "Ollama's own: `/api/chat` is added.")));

  private ProjectKeys() {}

  static List<Key> project() {
    return List.of(
        Key.of("models", new Shape.Keys(KeyContext.PROJECT_MODELS), "The models of the workspace."),
        Key.of(
            "providers",
            names(TextForm.PROVIDER, new Shape.Keys(KeyContext.PROJECT_PROVIDER)),
            "Providers of models, by the word before the `/` of a model."),
        Key.of(
            "prices",
            names(TextForm.MODEL, new Shape.Keys(KeyContext.PROJECT_PRICE)),
            "Prices of models, in US dollars for a million tokens."),
        Key.of(
            "limits",
            new Shape.Keys(KeyContext.PROJECT_LIMITS),
            "What runs may use at most, in this workspace."),
        Key.of(
            "approvals",
            new Shape.Keys(KeyContext.PROJECT_APPROVALS),
            "Which tool calls need a yes, where an agent does not say it."),
        Key.of("deny", TOOL_PATTERNS, "Tools that no agent of the workspace may use."),
        Key.of(
            "problems",
            names(
                TextForm.PLAIN,
                new Shape.Choice(
                    List.of(
                        option("off", "It is not told."),
                        option("hint", "It is a hint."),
                        option("info", "It is information."),
                        option("warning", "It is a warning."),
                        option("error", "It is an error: the daemon refuses the file.")))),
            "How bad problems are, by code, name or group such as `policy/*`. Errors stay errors."),
        Key.of(
            "files",
            new Shape.Keys(KeyContext.PROJECT_FILES),
            "Which files are looked at where a folder is named."),
        Key.of(
            "servers",
            names(TextForm.SERVER, new Shape.Keys(KeyContext.PROJECT_SERVER)),
            "Servers of tools that speak the Model Context Protocol. Their tools are called"
                + " `mcp:NAME/TOOL`."));
  }

  static List<Key> server() {
    return List.of(
        Key.of(
            "command",
            items(PLAIN),
            "The program and its arguments, never a shell string. It works in the folder of this"
                + " file and speaks on its standard streams."),
        Key.of(
                "env",
                names(TextForm.PLAIN, new Shape.Text(TextForm.TEMPLATE)),
                "Variables that the program sees besides the usual few; a key as `${{ secrets.NAME"
                    + " }}`.")
            .within(ScopeKind.SECRET),
        Key.of("url", PLAIN, "Where the server is, over streamable HTTP."),
        Key.of(
                "headers",
                names(TextForm.PLAIN, new Shape.Text(TextForm.TEMPLATE)),
                "Headers of every request; a key as `${{ secrets.NAME }}`.")
            .within(ScopeKind.SECRET));
  }

  static List<Key> models() {
    return List.of(
        Key.of(
            "default",
            new Shape.Text(TextForm.MODEL),
            "The model of agents that name none: `provider/model`, or an alias."),
        Key.of(
            "aliases",
            names(TextForm.NAME, new Shape.Text(TextForm.MODEL)),
            "Words that agents may write for a model."));
  }

  static List<Key> provider() {
    return List.of(
        Key.of(
                "base_url",
                PLAIN,
                "Where its models are: the address before `/chat/completions`, or before what the"
                    + " protocol has in its place.")
            .required(),
        Key.of("protocol", PROTOCOL, "What it speaks.").orElse("`chat`"),
        Key.of(
                "key",
                new Shape.Text(TextForm.VARIABLE),
                "The environment variable of the daemon that has the key, never the key itself; it may"
                    + " have several keys, parted by commas, which take turns.")
            .orElse("no key is sent"),
        Key.of("free", Shapes.FLAG, "Whether its models cost nothing.").orElse("`false`"),
        Key.of(
                "silence",
                DURATION,
                "How long its replies may stand still, before their first byte too.")
            .orElse("`3m`"),
        Key.of(
                "first_token",
                DURATION,
                "How long the first token of a reply may take, whatever else comes before it; a wait for"
                    + " the turn of the request counts too.")
            .orElse("`silence` alone"));
  }

  static List<Key> price() {
    return List.of(
        Key.of("input_usd", PRICE, "For a million input tokens.").required(),
        Key.of("cached_input_usd", PRICE, "The same for input that the provider has seen before.")
            .orElse("the price of other input"),
        Key.of("output_usd", PRICE, "For a million output tokens.").required());
  }

  static List<Key> limits() {
    return List.of(
        Key.of("default", new Shape.Keys(KeyContext.LIMITS), "For agents that do not set them."),
        Key.of("max", new Shape.Keys(KeyContext.LIMITS), "What no agent may exceed."));
  }

  static List<Key> approvals(Key verdict) {
    return List.of(verdict);
  }

  static List<Key> files() {
    return List.of(
        Key.of("include", items(PLAIN), "Patterns such as `agents/**`, relative to this file.")
            .orElse("all files"),
        Key.of("exclude", items(PLAIN), "Patterns of files that are left out."));
  }
}
