package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.ToolEvents;
import fermata.definition.keys.DurationText;
import fermata.definition.selector.Selector;
import fermata.definition.selector.SelectorForm;
import fermata.engine.run.PublishedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tools that speak with others by events.
 *
 * <p>A request carries {@code correlationId} and {@code requestedBy}; who replies copies both. The
 * id is that of the call, so an attempt that a crash has cut short finds the reply of the first.
 */
final class EventTools {

  /** Names the request that a reply is for, in the data of both. */
  static final String CORRELATION = "correlationId";

  /** Names who asks, in the data of both. */
  static final String REQUESTER = "requestedBy";

  private EventTools() {}

  static JsonNode publish(ToolWork work) throws IOException {
    Arguments args = work.args();
    String key = args.has("dedupe") ? args.text("dedupe") : work.key();
    ToolEvents.Sent sent = send(work, (ObjectNode) args.value("data"), key);
    return JsonNodeFactory.instance
        .objectNode()
        .put("seq", sent.seq())
        .put("duplicate", sent.wasThere());
  }

  static JsonNode await(ToolWork work) throws IOException, InterruptedException {
    Selector selector = selector(work.args().value("event"), "/event");
    long after =
        work.args().has("since") ? work.args().value("since").asLong() : work.events().newest();
    try (ToolEvents.Listening listening = work.events().listen(selector, after)) {
      return listening
          .next(timeout(work))
          .map(PublishedEvent::toJson)
          .orElseThrow(() -> noReply("no such event", work));
    }
  }

  static JsonNode request(ToolWork work) throws IOException, InterruptedException {
    String id = work.key();
    ObjectNode data = ((ObjectNode) work.args().value("data")).deepCopy();
    data.put(CORRELATION, id).put(REQUESTER, work.requester());
    Selector selector = selector(replyTo(id, work.args().text("reply")), "/reply");
    // Who replies at once replies to somebody who listens already.
    ToolEvents.Sent sent;
    try (ToolEvents.Listening listening = work.events().listen(selector, work.events().newest())) {
      sent = send(work, data, id);
      if (!sent.wasThere()) {
        return reply(listening, work);
      }
    }
    return replyAfter(sent.seq(), selector, work);
  }

  /** The request is that of an attempt which did not see its end: the reply may be there. */
  private static JsonNode replyAfter(long request, Selector selector, ToolWork work)
      throws IOException, InterruptedException {
    try (ToolEvents.Listening since = work.events().listen(selector, request)) {
      return reply(since, work);
    }
  }

  private static JsonNode reply(ToolEvents.Listening listening, ToolWork work)
      throws IOException, InterruptedException {
    return listening
        .next(timeout(work))
        .map(PublishedEvent::toJson)
        .orElseThrow(() -> noReply("no reply '" + work.args().text("reply") + "'", work));
  }

  private static ObjectNode replyTo(String id, String schema) {
    ObjectNode form = JsonNodeFactory.instance.objectNode().put("schema", schema);
    form.putArray("where")
        .addObject()
        .put("path", "$." + CORRELATION)
        .put("op", "eq")
        .put("value", id);
    return form;
  }

  private static ToolEvents.Sent send(ToolWork work, ObjectNode data, String key)
      throws IOException {
    Arguments args = work.args();
    var message = new ToolEvents.Message(args.text("schema"), args.texts("tags"), data, key);
    Optional<String> fault = work.events().fault(message);
    if (fault.isPresent()) {
      throw ToolRefusal.argument(null, fault.get());
    }
    return work.events().publish(message);
  }

  static Selector selector(JsonNode form, String pointer) {
    return switch (SelectorForm.read(form)) {
      case SelectorForm.Reading.Fine(var selector) -> selector;
      case SelectorForm.Reading.Broken(List<SelectorForm.Issue> issues) -> {
        SelectorForm.Issue first = issues.getFirst();
        throw ToolRefusal.argument(pointer + first.pointer(), first.message());
      }
    };
  }

  private static Duration timeout(ToolWork work) {
    String text = work.args().text("timeout");
    return DurationText.parse(text)
        .orElseThrow(
            () ->
                ToolRefusal.argument(
                    "/timeout", "'" + text + "' is no duration (expected: such as 30s or 2m)"));
  }

  private static ToolRefusal noReply(String what, ToolWork work) {
    return ToolRefusal.passing(
        ToolFailureKinds.REPLY, what + " within " + work.args().text("timeout"));
  }
}
