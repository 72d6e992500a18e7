package fermata.cli.follow;

import fermata.cli.console.DisplayText;
import fermata.cli.console.Paint;
import fermata.cli.console.Symbols;
import fermata.wire.event.SubrunFact;
import java.util.function.BiConsumer;

/** Shows the child runs of a run, each below the step that started it. */
final class SubrunView {

  private final BiConsumer<String, String> nested;
  private final Paint paint;
  private final Symbols symbols;

  /**
   * A view.
   *
   * @param nested puts a line below a step
   */
  SubrunView(BiConsumer<String, String> nested, Paint paint, Symbols symbols) {
    this.nested = nested;
    this.paint = paint;
    this.symbols = symbols;
  }

  void show(SubrunFact fact) {
    switch (fact) {
      case SubrunFact.Started started ->
          nested.accept(
              started.step(),
              paint.accent(foreign(started.agent()))
                  + " "
                  + symbols.arrow()
                  + " "
                  + paint.faint("run " + foreign(started.run())));
      case SubrunFact.Stopping stopping ->
          nested.accept(
              stopping.step(),
              paint.warning(symbols.warning()) + " " + RunView.reason(stopping.error()));
      case SubrunFact.Finished finished -> {
        if (finished.error() != null) {
          nested.accept(
              finished.step(),
              paint.bad(symbols.failed()) + " " + RunView.reason(finished.error()));
        }
      }
      // What is asked is shown when it is asked.
      case SubrunFact.Asked _ -> {}
    }
  }

  private static String foreign(String text) {
    return DisplayText.oneLine(text);
  }
}
