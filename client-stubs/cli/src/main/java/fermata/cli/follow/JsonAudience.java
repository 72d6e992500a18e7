package fermata.cli.follow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.Console;
import fermata.cli.question.Question;
import fermata.client.StreamItem;
import fermata.wire.json.Json;

/**
 * A program: one line of JSON for each event, as it stands in the journal. Pieces of items under
 * way are left out.
 */
public final class JsonAudience implements Audience {

  private final Console console;

  public JsonAudience(Console console) {
    this.console = console;
  }

  @Override
  public void accept(StreamItem item) {
    switch (item) {
      case StreamItem.Event(var event) -> console.printJson(Json.toTree(event));
      case StreamItem.Gap gap -> {
        ObjectNode line = Json.mapper().createObjectNode();
        line.put("type", "gap");
        line.put("cause", gap.cause().wireName());
        line.set("snapshot", Json.toTree(gap.snapshot()));
        console.printJson(line);
      }
      case StreamItem.Piece _, StreamItem.Synced _, StreamItem.Snapshot _, StreamItem.Lag _ -> {}
    }
  }

  @Override
  public void ask(Question question) {
    // The event that told of it stands there, and question/list has the rest.
  }

  @Override
  public void tick() {}
}
