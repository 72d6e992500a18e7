package fermata.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.model.AgentDefinition;
import fermata.engine.fold.Fold;
import fermata.engine.run.Effect;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.run.SharedState;
import fermata.engine.state.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A run as a shell would drive it, which checks every transition. */
final class Journal {

  private final AgentDefinition definition;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final Invariants invariants;
  private RunState state = Fold.initial();
  private SharedState shared = SharedState.NONE;

  /** A stored event. */
  record Entry(RunEvent event, Instant at) {}

  Journal(AgentDefinition definition) {
    this.definition = definition;
    this.invariants = new Invariants(definition);
  }

  /** {@return what is found of a run of which these events were stored} */
  static Journal found(AgentDefinition definition, List<Entry> entries) {
    var journal = new Journal(definition);
    for (Entry entry : entries) {
      journal.entries.add(entry);
      journal.invariants.event(entry.event());
    }
    journal.reopen();
    return journal;
  }

  /** Forgets everything but the events, as a crash does. */
  void reopen() {
    state = replayed();
    invariants.cut();
  }

  /** Takes it that other runs have written this. */
  void share(SharedState changed) {
    shared = changed;
  }

  RunState state() {
    return state;
  }

  List<Entry> entries() {
    return entries;
  }

  /** {@return how many entries there were after each advance, which are stored together} */
  List<Integer> ends() {
    return ends;
  }

  Invariants invariants() {
    return invariants;
  }

  Transition take(RunInput input, Instant now) {
    Transition transition = Advance.advance(definition, state, input, now, shared);
    add(transition, now);
    invariants.effects(transition.effects());
    invariants.state(transition.next());
    return transition;
  }

  /** Takes what an input says, as a shell does that ends; what follows from it is left. */
  Transition note(RunInput input, Instant now) {
    Transition transition = Advance.note(definition, state, input, now, shared);
    add(transition, now);
    assertThat(transition.effects()).as("nothing is begun").noneMatch(Journal::isWork);
    return transition;
  }

  private static boolean isWork(Effect effect) {
    return effect instanceof Effect.CallModel
        || effect instanceof Effect.CallTool
        || effect instanceof Effect.StartChild
        || effect instanceof Effect.Publish;
  }

  private void add(Transition transition, Instant now) {
    RunState folded = state;
    for (RunEvent event : transition.events()) {
      folded = Fold.apply(definition, folded, event, now);
      entries.add(new Entry(event, now));
      invariants.event(event);
    }
    ends.add(entries.size());
    assertThat(folded).as("the fold of the events of one advance").isEqualTo(transition.next());
    state = transition.next();
  }

  AgentDefinition definition() {
    return definition;
  }

  /** {@return the state after all events again, from the beginning} */
  RunState replayed() {
    RunState folded = Fold.initial();
    for (Entry entry : entries) {
      folded = Fold.apply(definition, folded, entry.event(), entry.at());
    }
    return folded;
  }
}
