package fermata.cli.follow;

import fermata.cli.console.Console;
import fermata.cli.question.Question;
import fermata.cli.question.QuestionText;
import fermata.client.StreamItem;

/** A person at a terminal, or reading what was printed. */
public final class PersonAudience implements Audience {

  private final Console console;
  private final RunView view;

  public PersonAudience(Console console) {
    this.console = console;
    this.view = new RunView(console);
  }

  @Override
  public void accept(StreamItem item) {
    switch (item) {
      case StreamItem.Event(var event) -> view.show(event);
      case StreamItem.Piece(var piece) -> view.show(piece);
      case StreamItem.Synced _, StreamItem.Snapshot _, StreamItem.Lag _ -> {}
      case StreamItem.Gap gap ->
          console.say(
              console.paint().warning(console.symbols().warning())
                  + " older events are not to be had any more ("
                  + gap.cause().wireName()
                  + ")");
    }
  }

  @Override
  public void ask(Question question) {
    new QuestionText(console).lines(question).forEach(console::say);
  }

  @Override
  public void tick() {
    view.tick();
  }
}
