package fermata.definition.keys;

import static fermata.definition.keys.Shapes.COMPUTED;
import static fermata.definition.keys.Shapes.DURATION;
import static fermata.definition.keys.Shapes.EXPRESSION;
import static fermata.definition.keys.Shapes.FLAG;
import static fermata.definition.keys.Shapes.PLAIN;
import static fermata.definition.keys.Shapes.items;
import static fermata.definition.keys.Shapes.names;
import static fermata.definition.keys.Shapes.option;

import fermata.definition.keys.Shape.Option;
import fermata.definition.model.Subscription;
import fermata.definition.selector.SelectorOperator;
import java.util.Arrays;
import java.util.List;

/** The keys that are about published events. */
final class EventKeys {

  private static final Shape TEMPLATES = items(new Shape.Text(TextForm.TEMPLATE));
  private static final Shape SCHEMA = new Shape.Text(TextForm.EVENT_SCHEMA);

  private EventKeys() {}

  static List<Key> waitNode() {
    return List.of(
        Key.of("for", DURATION, "How long the run is held."),
        Key.of(
                "until",
                new Shape.Text(TextForm.TEMPLATE),
                "When the run goes on: a timestamp such as `2026-11-21T09:00:00Z`; one that has"
                    + " passed holds nothing.")
            .within(ScopeKind.NODE),
        Key.of(
            "event",
            new Shape.Keys(KeyContext.SELECTOR),
            "The published event that the run is held for. The node sets `event`, `schema` and"
                + " `tags`, and of the event's data what `outputs` declares."),
        Key.of(
                "since",
                new Shape.Text(TextForm.SINCE),
                "How far back an event may have been published: so long before the wait, or `run`"
                    + " for the start of the run.")
            .orElse("only events that are published after the wait has begun"));
  }

  static List<Key> emitNode() {
    return List.of(
        Key.of("schema", SCHEMA, "The schema of the published event.").required(),
        Key.of("data", names(TextForm.PLAIN, COMPUTED), "The data of the event, by name.")
            .within(ScopeKind.NODE),
        Key.of("tags", TEMPLATES, "Words to find the event by.").within(ScopeKind.NODE));
  }

  static List<Key> selector(boolean isInRun) {
    ScopeKind values = isInRun ? ScopeKind.NODE : ScopeKind.CONSTANT;
    var condition = isInRun ? KeyContext.SELECTOR_CONDITION : KeyContext.SUBSCRIPTION_CONDITION;
    return List.of(
        Key.of("schema", SCHEMA, "The schema of the event."),
        Key.of("any_tags", TEMPLATES, "The event has one of these tags.").within(values),
        Key.of("all_tags", TEMPLATES, "The event has all of these tags.").within(values),
        Key.of("where", items(new Shape.Keys(condition)), "Conditions on the event's data."),
        Key.of(
                "when",
                EXPRESSION,
                "A condition on the whole event. One that has no value is no match.")
            .within(isInRun ? ScopeKind.WAITED_EVENT : ScopeKind.EVENT),
        Key.of("match_all", FLAG, "Every event matches where nothing else is said.")
            .orElse("`false`"),
        Key.of("allow_self", FLAG, "Events that this agent published itself match too.")
            .orElse("`false`"));
  }

  static List<Key> condition(boolean isInRun) {
    return List.of(
        Key.of(
                "path",
                PLAIN,
                "The place of a value in the event's data, such as `$.order.items[0]`.")
            .required(),
        Key.of("op", operators(), "How the value is compared.").required(),
        Key.of("value", COMPUTED, "What it is compared with; `exists` needs none.")
            .within(isInRun ? ScopeKind.NODE : ScopeKind.CONSTANT));
  }

  private static Shape operators() {
    return new Shape.Choice(
        Arrays.stream(SelectorOperator.values())
            .map(operator -> option(operator.word(), "The value " + operator.doc() + "."))
            .toList());
  }

  static List<Key> subscription() {
    List<Option> roles =
        List.of(
            option("trigger", "An event starts a run."),
            option("context", "The latest events are there as `context.NAME` in every run."));
    return List.of(
        Key.of("on", new Shape.Keys(KeyContext.SUBSCRIPTION_SELECTOR), "The events.").required(),
        Key.of("role", new Shape.Choice(roles), "What the events are for.").required(),
        Key.of(
                "entry",
                new Shape.Text(TextForm.ENTRY_REFERENCE),
                "The entry point of the runs that an event starts.")
            .orElse("`default`"),
        Key.of(
                "input",
                names(TextForm.NAME, COMPUTED),
                "The input of these runs, computed from the event.")
            .orElse("what the entry point computes")
            .within(ScopeKind.EVENT),
        Key.of(
            "as",
            new Shape.Text(TextForm.NAME),
            "The name of the events as context. Expressions read it as `context.NAME`."),
        Key.of("fetch", new Shape.Keys(KeyContext.FETCH), "Which of the events are there."));
  }

  static List<Key> fetch() {
    return List.of(
        Key.of(
                "latest",
                new Shape.Whole(1, Subscription.LATEST_MAX),
                "How many, the oldest first. With 1 it is the data of that event, or null where"
                    + " there is none; with more a list.")
            .orElse("`1`"));
  }
}
