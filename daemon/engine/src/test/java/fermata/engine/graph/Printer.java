package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.run.Effect;
import fermata.engine.run.Grant;
import fermata.engine.run.Message;
import fermata.engine.run.ModelReply;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events, effects and states as lines; times are counted from the start. */
record Printer(Instant start) {

  private static final int SHOWN_UNITS_MAX = 10_000;
  private static final int HEAD_UNITS = 10;
  private static final int TAIL_UNITS = 60;

  String event(RunEvent event) {
    String members = members((Record) event);
    return "event  " + event.type() + (members.isEmpty() ? "" : " " + members);
  }

  String effect(Effect effect) {
    return "effect "
        + switch (effect) {
          case Effect.CallModel it ->
              "callModel %s item=%s attempt=%d key=%s %s timeout=%s"
                  .formatted(
                      it.call().value(),
                      it.item().value(),
                      it.attempt(),
                      it.idempotencyKey(),
                      request(it),
                      value(it.timeout()));
          case Effect.CallTool it ->
              "callTool %s %s %s attempt=%d key=%s timeout=%s"
                  .formatted(
                      it.call().value(),
                      it.tool().value(),
                      it.args(),
                      it.attempt(),
                      it.idempotencyKey(),
                      value(it.timeout()));
          case Effect.SetTimer it -> "setTimer " + it.timer().value() + " " + value(it.at());
          case Effect.ClearTimer it -> "clearTimer " + it.timer().value();
          case Effect.AwaitEvent it ->
              "awaitEvent " + it.step().value() + " " + it.event().selector();
          case Effect.ForgetEvent it -> "forgetEvent " + it.step().value();
          case Effect.Publish it -> "publish %s %s %s".formatted(it.schema(), it.tags(), it.data());
          case Effect.StartChild it -> "startChild " + it.call().value() + " " + it.run().value();
          case Effect.StopChild it -> "stopChild " + it.run().value() + " " + value(it.reason());
          case Effect.PauseChild it -> "pauseChild " + it.run().value();
          case Effect.ResumeChild it -> "resumeChild " + it.run().value();
          case Effect.TellCall it -> "tellCall " + it.call().value() + " " + it.answer();
          case Effect.StopCall it -> "stopCall " + it.call().value();
        };
  }

  private String request(Effect.CallModel it) {
    var request = it.request();
    var text = new StringBuilder("model=" + request.model());
    text.append(" messages=")
        .append(request.messages().stream().map(Printer::role).collect(Collectors.joining(",")));
    if (!request.tools().isEmpty()) {
      text.append(" tools=").append(value(request.tools()));
    }
    if (request.readsOn()) {
      text.append(" readsOn");
    }
    if (request.outputs() != null) {
      text.append(" outputs=").append(request.outputs().path("properties"));
    }
    if (request.temperature() != null) {
      text.append(" temperature=").append(request.temperature());
    }
    if (request.reasoning() != null) {
      text.append(" reasoning=").append(request.reasoning());
    }
    if (request.outputTokensMax() != null) {
      text.append(" max=").append(request.outputTokensMax());
    }
    return text.toString();
  }

  private static String role(Message message) {
    return message.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  String state(RunState state) {
    var text = new StringBuilder("= " + state.status().label());
    append(text, "steps", state.steps().values(), this::step);
    append(text, "calls", state.calls().values(), this::call);
    append(text, "stopping", state.stopping().asMap().keySet(), this::value);
    append(text, "questions", state.questions().values(), one -> value(one.id()));
    append(text, "waiting", state.flow().arrivals(), one -> one.at().value());
    return text.toString();
  }

  private static <T> void append(
      StringBuilder text,
      String name,
      Collection<T> all,
      java.util.function.Function<T, String> print) {
    if (!all.isEmpty()) {
      text.append(' ')
          .append(name)
          .append(all.stream().map(print).collect(Collectors.joining(", ", "[", "]")));
    }
  }

  private String step(Step step) {
    return step.id().value() + "@" + step.node().value();
  }

  private String call(Call call) {
    return call.id().value() + ":" + word(call.phase().getClass().getSimpleName());
  }

  private static String word(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private String members(Record record) {
    var text = new StringBuilder();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object member = member(record, component);
      // The digest changes with the language; here it would only make noise.
      if (isShown(member)
          && !isNoDetail(component, member)
          && !component.getName().equals("digest")) {
        text.append(text.isEmpty() ? "" : " ")
            .append(component.getName())
            .append('=')
            .append(value(member));
      }
    }
    return text.toString();
  }

  // Most replies have none.
  private static boolean isNoDetail(RecordComponent component, @Nullable Object member) {
    return component.getDeclaringRecord().equals(ModelReply.Tokens.class)
        && Long.valueOf(0).equals(member);
  }

  private static boolean isShown(@Nullable Object member) {
    return switch (member) {
      case null -> false;
      case Boolean flag -> flag;
      case Collection<?> all -> !all.isEmpty();
      case Map<?, ?> all -> !all.isEmpty();
      case String text -> !text.isEmpty();
      case Grant grant -> !grant.equals(Grant.UNBOUNDED);
      default -> true;
    };
  }

  static @Nullable Object member(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  String value(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case JsonNode json -> shortened(json.toString());
      case String text -> '"' + shortened(text).replace("\n", "\\n") + '"';
      case Instant at -> "+" + value(Duration.between(start, at));
      case Duration time -> time.toMillis() / 1000.0 + "s";
      case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
      case Collection<?> all ->
          all.stream().map(this::value).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> all ->
          all.entrySet().stream()
              .map(entry -> value(entry.getKey()) + "=" + value(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Record record -> record(record);
      default -> value.toString();
    };
  }

  // The ends of what is too long to read, and how long it is.
  private static String shortened(String text) {
    return text.length() <= SHOWN_UNITS_MAX
        ? text
        : "%s(%d units)%s"
            .formatted(
                text.substring(0, HEAD_UNITS),
                text.length(),
                text.substring(text.length() - TAIL_UNITS));
  }

  private String record(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    if (components.length == 0) {
      return word(record.getClass().getSimpleName());
    }
    if (components.length == 1) {
      Object only = member(record, components[0]);
      return only instanceof String text ? text : value(only);
    }
    return "{" + members(record) + "}";
  }
}
