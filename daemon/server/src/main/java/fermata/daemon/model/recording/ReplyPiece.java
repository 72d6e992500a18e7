package fermata.daemon.model.recording;

import fermata.daemon.model.ModelListener;

/** A piece of a reply as it arrived. */
sealed interface ReplyPiece {

  record Text(String text) implements ReplyPiece {}

  record Reasoning(String text) implements ReplyPiece {}

  default void tell(ModelListener listener) {
    switch (this) {
      case Text(var text) -> listener.text(text);
      case Reasoning(var text) -> listener.reasoning(text);
    }
  }
}
