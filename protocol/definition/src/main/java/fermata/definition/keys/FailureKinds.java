package fermata.definition.keys;

import fermata.definition.model.Ordered;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The kinds of failures that {@code retry.on} can be about, with what they mean, the likelier
 * first.
 *
 * <p>Those that the daemon reports; a program may report kinds of its own.
 */
public final class FailureKinds {

  /** By kind, in the order of documents and completion. */
  public static final SequencedMap<String, String> ALL = table();

  private FailureKinds() {}

  private static SequencedMap<String, String> table() {
    var table = new LinkedHashMap<String, String>();
    table.put("model.*", "Whatever a model request fails with.");
    table.put("model.overloaded", "The provider has too much to do.");
    table.put("model.rate-limited", "The provider limits how often it may be asked.");
    table.put("model.timeout", "The reply did not come in time.");
    table.put(
        "model.unavailable", "The model cannot be asked: no key, no such model, nobody there.");
    table.put("model.bad-reply", "What came is no reply, or only a part of one.");
    table.put("model.context-length", "The conversation is too long for the model.");
    table.put("model.refused", "The provider or the model refuses the request.");
    table.put("model.auth", "The provider refuses the key.");
    table.put("model.drift", "A recording has no reply to this request.");
    table.put("model.recording", "A recording cannot be read.");
    table.put("model.bug", "A fault of the daemon; its log has the details.");
    table.put("model.image", "An image cannot be read, or is none.");
    table.put("agent.failed", "The child run failed; the message says of what.");
    table.put("agent.cancelled", "Somebody cancelled the child run.");
    table.put("agent.timeout", "The child run took longer than the node lets it.");
    table.put("agent.start", "The child run could not be started.");
    table.put(
        "tool.*",
        "Whatever a tool call fails with, but for timeouts of what must not be repeated.");
    table.put("tool.timeout", "The tool took too long; repeats even what may have had its effect.");
    table.put("tool.failed", "A program said itself that it failed.");
    table.put("tool.exit", "A program ended with a code other than 0.");
    table.put("tool.start", "A program cannot be started.");
    table.put("tool.fetch", "A server could not be reached, or broke off.");
    table.put("tool.http", "A server answered a request with an error.");
    table.put("tool.server", "A tool server cannot be started, does not answer, or ended.");
    table.put("tool.reply", "No reply, or no event that fits, came in time.");
    table.put(
        "tool.events", "An event cannot be published, or a program does not read its events.");
    table.put("tool.artifact", "A content cannot be kept under a name, or there is none.");
    table.put("tool.host", "An address may not be fetched.");
    table.put("tool.file", "A file or folder cannot be used as it was asked for.");
    table.put("tool.path", "A path leads out of the workspace.");
    table.put("tool.arguments", "The arguments do not fit the declared schema.");
    table.put("tool.result", "The result does not fit the declared schema.");
    table.put("tool.output", "A program wrote more than it may.");
    table.put("tool.missing", "No tool has the name.");
    table.put("tool.bug", "A fault of the daemon; its log has the details.");
    return Ordered.copyOf(table);
  }
}
