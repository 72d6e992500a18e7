package fermata.daemon.model.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.catalog.ModelEntry;
import fermata.daemon.model.catalog.Prices.Used;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ModelReply.Finish;
import fermata.engine.run.ModelReply.Tokens;
import fermata.engine.run.ToolRequest;
import fermata.wire.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A reply that comes in pieces. Confined to one thread. */
public final class ReplyBuilder {

  private final ModelListener listener;
  private final ToolNames names;
  private final ModelEntry entry;
  private final String idPrefix;
  private final Runnable begun;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final SequencedMap<Integer, Tool> tools = new TreeMap<>();
  private @Nullable JsonNode thoughts;
  private @Nullable Finish finish;
  private @Nullable String error;
  private boolean hasUsage;
  private long input;
  private long cached;
  private long written;
  private long output;
  private long thought;

  /**
   * A reply of which nothing has come.
   *
   * @param idPrefix of the ids of tools that the provider gives none; not that of another reply
   * @param begun told at the first token, and after it
   */
  ReplyBuilder(
      ModelListener listener, ToolNames names, ModelEntry entry, String idPrefix, Runnable begun) {
    this.begun = begun;
    this.listener = listener;
    this.names = names;
    this.entry = entry;
    this.idPrefix = idPrefix;
  }

  private static final class Tool {

    private String id = "";
    private String name = "";
    private final StringBuilder args = new StringBuilder();
    private @Nullable JsonNode whole;
  }

  /** More of the text. */
  public void text(String piece) {
    if (!piece.isEmpty()) {
      begun.run();
      text.append(piece);
      listener.text(piece);
    }
  }

  /** More of what the model thinks. */
  public void reasoning(String piece) {
    if (!piece.isEmpty()) {
      begun.run();
      reasoning.append(piece);
      listener.reasoning(piece);
    }
  }

  /** A tool that is asked for; its arguments come in pieces. */
  public void tool(int index, String id, String name) {
    begun(index, id, name);
  }

  private Tool begun(int index, String id, String name) {
    begun.run();
    Tool tool = tools.computeIfAbsent(index, _ -> new Tool());
    tool.id = id;
    tool.name = name;
    return tool;
  }

  /** A tool that is asked for at once, after those before it. */
  public void tool(String id, String name, JsonNode args) {
    begun(tools.size(), id, name).whole = args;
  }

  /** More of the arguments of a tool. */
  public void arguments(int index, String piece) {
    tools.computeIfAbsent(index, _ -> new Tool()).args.append(piece);
  }

  /** What the provider wants to see again where the conversation goes on. */
  public void thoughts(JsonNode whole) {
    thoughts = whole;
  }

  /** Why the model stopped. Without it the stream has ended too early. */
  public void finish(Finish reason) {
    finish = reason;
  }

  /** Why the model will not answer, or a part of that. */
  public void refusal(String piece) {
    refusal.append(piece);
  }

  /** What the provider says has gone wrong. */
  public void error(String message) {
    error = message.isBlank() ? "no reason given" : message;
  }

  /**
   * What the request used.
   *
   * @param all input tokens, those that the provider had from before included
   */
  public void input(long all, long fromBefore) {
    input(all, fromBefore, 0);
  }

  /**
   * What the request used.
   *
   * @param all input tokens, the others included
   * @param fromBefore those that the provider had from before
   * @param kept those that it keeps from now on, where that costs something
   */
  public void input(long all, long fromBefore, long kept) {
    hasUsage = true;
    input = all;
    cached = Math.min(fromBefore, all);
    written = Math.min(kept, all - cached);
  }

  /**
   * What the reply used.
   *
   * @param all output tokens, those that the model thought with included
   */
  public void output(long all, long thinking) {
    hasUsage = true;
    output = all;
    thought = Math.min(thinking, all);
  }

  /** {@return how many characters of text have come} */
  long heard() {
    return text.length();
  }

  /** {@return what the provider says has gone wrong} */
  @Nullable String error() {
    return error;
  }

  /** {@return why the model will not answer; empty where it does} */
  String refusal() {
    return refusal.toString();
  }

  boolean isFinished() {
    return finish != null;
  }

  boolean hasUsage() {
    return hasUsage;
  }

  /** {@return the reply so far} */
  ModelReply reply() {
    List<ToolRequest> requests = new ArrayList<>();
    for (Tool tool : tools.values()) {
      requests.add(request(tool, requests.size()));
    }
    Finish reason = finish == null ? Finish.STOP : finish;
    return new ModelReply(
        text.isEmpty() ? null : text.toString(),
        reasoning.isEmpty() ? null : reasoning.toString(),
        requests,
        reason == Finish.STOP && !requests.isEmpty() ? Finish.TOOL_CALLS : reason,
        new Tokens(input, output, cost(), cached, thought),
        thoughts);
  }

  private @Nullable BigDecimal cost() {
    return entry.cost(new Used(input, cached, written, output)).orElse(null);
  }

  private ToolRequest request(Tool tool, int index) {
    return new ToolRequest(
        tool.id.isEmpty() ? idPrefix + "_" + index : tool.id,
        names.fromWire(tool.name),
        tool.whole == null ? arguments(tool.args.toString()) : tool.whole);
  }

  // What is no JSON is kept as the model wrote it; the tool's schema refuses it with words that the
  // model can learn from.
  private static JsonNode arguments(String written) {
    if (written.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return Json.parse(written);
    } catch (JsonProcessingException _) {
      return TextNode.valueOf(written);
    }
  }
}
