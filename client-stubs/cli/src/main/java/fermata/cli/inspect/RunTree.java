package fermata.cli.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.console.PausedTime;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.Failure;
import fermata.wire.event.MessageFact;
import fermata.wire.event.ModelFact;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.RunFact;
import fermata.wire.event.StepFact;
import fermata.wire.event.SubrunFact;
import fermata.wire.event.TokenUsage;
import fermata.wire.event.ToolFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run with their calls and questions, put together from its events in order.
 *
 * <p>Not thread-safe.
 */
public final class RunTree {

  private final SequencedMap<String, StepEntry> steps = new LinkedHashMap<>();
  private final SequencedMap<String, Entry> calls = new LinkedHashMap<>();
  private final SequencedMap<String, Entry> questions = new LinkedHashMap<>();
  private final PausedTime paused = new PausedTime();
  private @Nullable RunFact last;
  private long lastSeq;

  /** A step. */
  static final class StepEntry {

    final StepFact.Started started;
    final long seq;
    final Instant at;
    final List<Entry> entries = new ArrayList<>();
    final List<String> edges = new ArrayList<>();
    private final PausedTime paused;
    int attempt = 1;
    @Nullable Instant endedAt;
    StepFact.@Nullable Finished finished;

    StepEntry(StepFact.Started started, EventEnvelope event, PausedTime paused) {
      this.started = started;
      this.paused = paused;
      this.seq = event.seq();
      this.at = event.at();
    }

    /** {@return for how long it was at work up to its end, or up to now if it has none} */
    Duration time(Instant now) {
      return paused.between(at, endedAt == null ? now : endedAt);
    }
  }

  /** Something that a step did: a model or tool call, or a question. */
  static final class Entry {

    final String what;
    final Instant at;
    @Nullable JsonNode argument;
    @Nullable Instant endedAt;
    String outcome = "";
    @Nullable JsonNode result;
    @Nullable TokenUsage tokens;
    @Nullable Failure error;
    int attempt = 1;

    /** A run that it started. */
    @Nullable String child;

    @Nullable RunTree tree;

    Entry(String what, Instant at) {
      this.what = what;
      this.at = at;
    }
  }

  /** Adds the next event of the run. */
  public void add(EventEnvelope event) {
    lastSeq = event.seq();
    paused.add(event);
    switch (event.fact()) {
      case RunFact run -> last = run;
      case StepFact step -> add(event, step);
      case ModelFact model -> add(event, model);
      case ToolFact tool -> add(event, tool);
      case QuestionFact question -> add(event, question);
      case MessageFact.Completed completed -> completed(event, completed);
      case SubrunFact subrun -> add(event, subrun);
      default -> {
        // What is told of the run as a whole stands in its summary.
      }
    }
  }

  SequencedMap<String, StepEntry> steps() {
    return steps;
  }

  @Nullable RunFact last() {
    return last;
  }

  /** {@return the number of the last event that counts} */
  public long lastSeq() {
    return lastSeq;
  }

  private void add(EventEnvelope event, StepFact fact) {
    switch (fact) {
      case StepFact.Started started ->
          steps.put(started.step(), new StepEntry(started, event, paused));
      case StepFact.Attempted(var step, var attempt) -> {
        StepEntry entry = steps.get(step);
        if (entry != null) {
          entry.attempt = attempt;
        }
      }
      case StepFact.Finished finished -> {
        StepEntry entry = steps.get(finished.step());
        if (entry != null) {
          entry.finished = finished;
          entry.endedAt = event.at();
        }
      }
      case StepFact.EdgeTaken taken -> {
        StepEntry entry = steps.get(taken.step());
        if (entry != null) {
          entry.edges.add(taken.to());
        }
      }
      case StepFact.RetryScheduled _, StepFact.Received _ -> {}
    }
  }

  private void add(EventEnvelope event, ModelFact fact) {
    switch (fact) {
      case ModelFact.Started started -> {
        Entry entry = entry(event, started.step(), started.call(), started.model());
        entry.attempt = started.attempt();
      }
      case ModelFact.Failed(_, var call, var error, _) -> ended(event, call, "failed", error);
      case ModelFact.Lost(_, var call) -> ended(event, call, "lost", null);
    }
  }

  private void completed(EventEnvelope event, MessageFact.Completed message) {
    Entry entry = ended(event, message.call(), "", null);
    if (entry != null) {
      entry.tokens = message.usage();
    }
  }

  private void add(EventEnvelope event, ToolFact fact) {
    switch (fact) {
      case ToolFact.Requested(var step, var call, var tool, var args, _) ->
          entry(event, step, call, tool).argument = args;
      case ToolFact.Started(var step, var call, var tool, var attempt, _, _) ->
          entry(event, step, call, tool).attempt = attempt;
      case ToolFact.Completed(_, var call, _, var result, _) -> {
        Entry entry = ended(event, call, "", null);
        if (entry != null) {
          entry.result = result;
        }
      }
      case ToolFact.Failed(_, var call, _, var error, _) -> ended(event, call, "failed", error);
      case ToolFact.Denied(_, var call, var by, var reason) ->
          ended(event, call, "denied by " + by + ": " + reason, null);
      case ToolFact.Unknown(_, var call, _, var then, var reason) ->
          ended(event, call, "unknown, then " + then + (reason == null ? "" : ": " + reason), null);
      case ToolFact.Approved _, ToolFact.Late _ -> {}
    }
  }

  private void add(EventEnvelope event, SubrunFact fact) {
    switch (fact) {
      case SubrunFact.Started started -> {
        Entry entry = entry(event, started.step(), started.call(), "agent " + started.agent());
        entry.attempt = started.attempt();
        entry.argument = started.input();
        entry.child = started.run();
      }
      case SubrunFact.Finished finished -> {
        Entry entry = ended(event, finished.call(), "", finished.error());
        if (entry != null) {
          entry.result = finished.output();
        }
      }
      case SubrunFact.Stopping _, SubrunFact.Asked _ -> {}
    }
  }

  /** {@return the child runs that steps of this started, in order} */
  public List<String> children() {
    return calls.values().stream().map(call -> call.child).flatMap(Stream::ofNullable).toList();
  }

  /** Puts the tree of a child run into the step that started it. */
  public void nest(String child, RunTree tree) {
    calls.values().stream()
        .filter(call -> child.equals(call.child))
        .forEach(call -> call.tree = tree);
  }

  private Entry entry(EventEnvelope event, String step, String call, String what) {
    Entry known = calls.get(call);
    if (known != null) {
      return known;
    }
    var made = new Entry(what, event.at());
    calls.put(call, made);
    StepEntry owner = steps.get(step);
    if (owner != null) {
      owner.entries.add(made);
    }
    return made;
  }

  private @Nullable Entry ended(
      EventEnvelope event, String call, String outcome, @Nullable Failure error) {
    Entry entry = calls.get(call);
    if (entry != null) {
      entry.endedAt = event.at();
      entry.outcome = outcome;
      entry.error = error;
    }
    return entry;
  }

  private void add(EventEnvelope event, QuestionFact fact) {
    switch (fact) {
      case QuestionFact.Asked asked -> {
        var entry = new Entry("asked: " + asked.text(), event.at());
        questions.put(asked.question(), entry);
        StepEntry owner = steps.get(asked.step());
        if (owner != null) {
          owner.entries.add(entry);
        }
      }
      case QuestionFact.Answered(var question, var answer, var by) -> {
        Entry entry = close(event, question, "answered by " + by);
        if (entry != null) {
          entry.result = answer;
        }
      }
      case QuestionFact.Expired(var question) -> close(event, question, "nobody answered in time");
      case QuestionFact.Withdrawn(var question, var reason) ->
          close(event, question, "withdrawn: " + reason);
    }
  }

  private @Nullable Entry close(EventEnvelope event, String question, String outcome) {
    Entry entry = questions.get(question);
    if (entry != null) {
      entry.endedAt = event.at();
      entry.outcome = outcome;
    }
    return entry;
  }
}
