package fermata.definition.keys;

import static fermata.definition.keys.Shapes.CHOICE;
import static fermata.definition.keys.Shapes.DURATION;
import static fermata.definition.keys.Shapes.EXPRESSION;
import static fermata.definition.keys.Shapes.items;

import fermata.definition.model.MissedFires;
import java.util.List;

/** The keys of what starts runs. */
final class TriggerKeys {

  /** The keys of which a trigger has one: each says what fires it. */
  static final List<String> KINDS = List.of("cron", "every", "webhook", "file", "event");

  private TriggerKeys() {}

  static List<Key> trigger() {
    return List.of(
        Key.of(
            "cron",
            new Shape.Text(TextForm.CRON),
            "At times by the calendar: minute, hour, day of the month, month, day of the week."),
        Key.of(
                "timezone",
                new Shape.Text(TextForm.TIME_ZONE),
                "Whose wall clock `cron` is about. What is due in an hour that is left out is due"
                    + " at its end; in an hour that comes twice, once.")
            .orElse("`UTC`"),
        Key.of("every", DURATION, "Every so often, counted from when it was armed; at least `1s`."),
        Key.of(
                "missed",
                new Shape.Either(List.of(CHOICE.missed(), new Shape.Keys(KeyContext.MISSED))),
                "What becomes of the times of `cron` or `every` at which no daemon was there, by"
                    + " more than a minute.")
            .orElse("`once`"),
        Key.of(
            "webhook",
            new Shape.Keys(KeyContext.WEBHOOK),
            "A POST over HTTP; its JSON body is the `event`."),
        Key.of("file", new Shape.Keys(KeyContext.FILE_TRIGGER), "A change of files."),
        Key.of(
            "event",
            new Shape.Keys(KeyContext.SUBSCRIPTION_SELECTOR),
            "An event that somebody publishes; its data is the `event`."));
  }

  static List<Key> missed() {
    return List.of(
        Key.of(
                "all",
                new Shape.Whole(1, MissedFires.All.MAX),
                "Each is made up for by a run; of more than this, the latest.")
            .required());
  }

  static List<Key> webhook() {
    return List.of(
        Key.of("path", new Shape.Text(TextForm.WEBHOOK_PATH), "Its path on the daemon's port.")
            .required(),
        Key.of(
                "secret",
                new Shape.Text(TextForm.TEMPLATE),
                "The key of the HMAC-SHA256 over the body that the header `X-Hub-Signature-256`"
                    + " must have, as `${{ secrets.NAME }}`.")
            .orElse("requests need no signature")
            .within(ScopeKind.SECRET),
        Key.of(
                "dedupe",
                EXPRESSION,
                "A value of the event; a request with one that was there before starts nothing.")
            .orElse("the header `Idempotency-Key` or `X-GitHub-Delivery`, where it is there")
            .within(ScopeKind.TRIGGER));
  }

  static List<Key> files() {
    return List.of(
        Key.of(
                "paths",
                items(new Shape.Text(TextForm.FILE_PATTERN)),
                "Files below the workspace: paths, with `*`, `?` and `**` for any folders.")
            .required(),
        Key.of("debounce", DURATION, "How long it must have been quiet since the last change.")
            .orElse("`500ms`"));
  }
}
