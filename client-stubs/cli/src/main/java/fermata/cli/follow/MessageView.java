package fermata.cli.follow;

import fermata.cli.console.Console;
import fermata.wire.event.Ephemeral;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows what models write: while it is written on a terminal, else when it is whole.
 *
 * <p>Confined to one thread: that of the view.
 */
final class MessageView {

  private final Console console;
  private final Map<String, StreamedText> texts = new HashMap<>();
  private final Map<String, String> steps = new HashMap<>();
  private String growing = "";

  MessageView(Console console) {
    this.console = console;
  }

  /** Expects pieces of an item. */
  void open(String item, String step) {
    steps.put(item, step);
    texts.put(item, new StreamedText(columnsMax()));
  }

  Optional<String> stepOf(String item) {
    return Optional.ofNullable(steps.get(item));
  }

  /** {@return the line that is being written, empty when none is} */
  String growing() {
    return growing;
  }

  /**
   * Shows a piece. One that does not fit onto what is there, because others were dropped on the
   * way, waits for the whole message.
   */
  void grow(Ephemeral.Delta delta) {
    StreamedText text = texts.get(delta.item());
    if (text == null || !console.status().isVisible() || delta.off() != text.received()) {
      return;
    }
    show(text.add(delta.text()));
    growing = bar() + text.growing();
  }

  /** Shows what has not been shown of a whole message. */
  void complete(String item, String whole) {
    StreamedText text = texts.remove(item);
    steps.remove(item);
    growing = "";
    StreamedText rest = text == null ? new StreamedText(columnsMax()) : text;
    int received = (int) Math.min(rest.received(), whole.length());
    String tail = whole.substring(received).stripTrailing();
    if (whole.isBlank() || (tail.isEmpty() && rest.growing().isEmpty())) {
      return;
    }
    show(rest.add(tail + "\n"));
  }

  private void show(List<String> lines) {
    // The status line holds the beginning of what is printed now.
    console.status().clear();
    lines.forEach(line -> console.say(bar() + line));
  }

  private String bar() {
    return RunView.INDENT + console.paint().faint(console.symbols().bar()) + " ";
  }

  private int columnsMax() {
    return console.columns() - RunView.INDENT.length() - 3;
  }
}
