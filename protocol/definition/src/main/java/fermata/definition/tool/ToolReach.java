package fermata.definition.tool;

import fermata.definition.expression.Template;
import fermata.definition.model.Ordered;
import fermata.definition.model.ValueTemplate;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** How a tool of a catalogue does its work. */
public sealed interface ToolReach {

  /**
   * A program.
   *
   * @param command the program and its arguments, never a shell string; an argument may hold
   *     templates over {@code args}
   * @param environment variables besides the usual few, as templates over {@code secrets}
   * @param events whether the program publishes and waits for events; its input stays open for them
   */
  record Program(
      List<String> command, SequencedMap<String, ValueTemplate> environment, boolean events)
      implements ToolReach {

    public Program {
      command = List.copyOf(command);
      environment = Ordered.copyOf(environment);
    }
  }

  /** A runtime of {@code code} nodes that another program registers. */
  record CodeRuntime() implements ToolReach {}

  /**
   * A request over HTTP.
   *
   * @param method in capital letters
   * @param url what stands in its templates becomes a part of a path or of a query, whatever it
   *     holds; the host is always text
   * @param query parameters; one whose value is null is left out
   * @param headers over {@code args} and {@code secrets}; one whose value is null is left out
   * @param body sent as JSON; absent where nothing is sent
   */
  record Request(
      String method,
      Template url,
      SequencedMap<String, ValueTemplate> query,
      SequencedMap<String, ValueTemplate> headers,
      @Nullable ValueTemplate body)
      implements ToolReach {

    public Request {
      query = Ordered.copyOf(query);
      headers = Ordered.copyOf(headers);
    }
  }
}
