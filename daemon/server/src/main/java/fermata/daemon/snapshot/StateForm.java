package fermata.daemon.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import fermata.daemon.journal.EventMapping;
import fermata.daemon.journal.FactMapping;
import fermata.daemon.platform.Hashes;
import fermata.engine.run.QuestionId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import fermata.engine.state.Memory;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import fermata.wire.event.EventData;
import fermata.wire.event.QuestionFact;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * States of runs as JSON, and back: what is read is equal to what was folded from a journal.
 *
 * <p>The form follows the records of the state by itself, component by component. It is not for
 * long: {@link #id} changes whenever one of them does, and what was written before is not read any
 * more.
 *
 * <p>Thread-safe.
 */
public final class StateForm {

  private static final int ID_DIGITS = 16;

  private final Form known;
  private final String id;

  private StateForm(Form known, String id) {
    this.known = known;
    this.id = id;
  }

  /**
   * What is known of a run.
   *
   * @param memory what it remembered; of a run that has ended, at its end
   */
  public record Known(RunState state, Memory memory) {}

  /** {@return the form of this build} */
  public static StateForm create() {
    return create(Map.of(), fact -> fact);
  }

  /**
   * What a state is called that goes on as that of another run.
   *
   * @param session the new one
   * @param names gives names that have the run's in them those of the new one
   * @param facts the same for facts
   */
  public record Names(
      String session, UnaryOperator<String> names, UnaryOperator<EventData> facts) {}

  /** {@return a state of another run, with its names; what was said and done stays as it was} */
  public Known renamed(Known value, Names names) {
    var own = new LinkedHashMap<Class<?>, Form>();
    own.put(RunId.class, new Renamed(id -> names.names().apply(((RunId) id).value())));
    own.put(QuestionId.class, new Renamed(id -> names.names().apply(((QuestionId) id).value())));
    own.put(SessionId.class, new Renamed(_ -> names.session()));
    try (var buffer = new TokenBuffer(Json.mapper(), false)) {
      create(own, names.facts()).write(value, buffer);
      return read(Json.mapper().readTree(buffer.asParser()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static StateForm create(Map<Class<?>, Form> renamed, UnaryOperator<EventData> facts) {
    Form awaited = new FormTable(Map.of()).of(RunEvent.Awaited.class);
    var own = new LinkedHashMap<>(renamed);
    own.put(
        Step.AwaitedEvent.class,
        new Derived(
            awaited,
            event -> ((Step.AwaitedEvent) event).awaited(),
            text -> Step.AwaitedEvent.of((RunEvent.Awaited) text)));
    own.put(RunEvent.QuestionAsked.class, new Asked(facts));
    var table = new FormTable(own);
    // A state that has its memory in it is not written twice.
    Form known = new KnownForm(table.of(RunState.class), table.of(Memory.class));
    return new StateForm(known, Hashes.sha256(table.details()).substring(0, ID_DIGITS));
  }

  /** {@return a text that differs where states have another form} */
  public String id() {
    return id;
  }

  /** Writes a state. */
  public void write(Known value, JsonGenerator out) throws IOException {
    known.write(value, out);
  }

  /**
   * {@return the state}
   *
   * @throws IllegalArgumentException if it is none of this form
   */
  public Known read(JsonNode json) {
    return (Known) known.read(json);
  }

  private record KnownForm(Form states, Form memories) implements Form {

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      var known = (Known) value;
      out.writeStartArray();
      states.write(known.state(), out);
      if (!known.memory().equals(known.state().memory())) {
        memories.write(known.memory(), out);
      }
      out.writeEndArray();
    }

    @Override
    public Object read(JsonNode json) {
      Scalars.require(json.isArray() && !json.isEmpty(), json);
      var state = (RunState) states.read(json.get(0));
      return new Known(
          state, json.size() == 1 ? state.memory() : (Memory) memories.read(json.get(1)));
    }

    @Override
    public String description() {
      return "known";
    }
  }

  /** What follows from another value, which is written. */
  private record Derived(
      Form form, Function<Object, Object> source, Function<Object, Object> derive) implements Form {

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      form.write(source.apply(value), out);
    }

    @Override
    public Object read(JsonNode json) {
      return derive.apply(form.read(json));
    }

    @Override
    public String description() {
      return "derived " + form.description();
    }
  }

  /** A name, with which the record of another one is written. */
  private record Renamed(Function<Object, String> name) implements Form {

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      out.writeStartArray();
      out.writeString(name.apply(value));
      out.writeEndArray();
    }

    @Override
    public Object read(JsonNode json) {
      throw new IllegalStateException("read by the form without other names");
    }

    @Override
    public String description() {
      return "renamed";
    }
  }

  /** A question as its event says it. */
  private record Asked(UnaryOperator<EventData> facts) implements Form {

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      Json.write(facts.apply(EventMapping.toWire((RunEvent.QuestionAsked) value, null)), out);
    }

    @Override
    public Object read(JsonNode json) {
      return FactMapping.toEvent(Json.read(json, QuestionFact.Asked.class));
    }

    @Override
    public String description() {
      return "asked";
    }
  }
}
