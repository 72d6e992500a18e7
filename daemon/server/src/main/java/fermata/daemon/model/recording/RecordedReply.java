package fermata.daemon.model.recording;

import fermata.engine.run.ModelReply;
import java.util.List;

/**
 * One line of a recording: a request and what was replied.
 *
 * @param call the id of the call within its run; tells equal requests apart
 * @param model that replied; not compared
 */
record RecordedReply(
    String call, String model, RequestForm request, List<ReplyPiece> pieces, ModelReply reply) {

  RecordedReply {
    pieces = List.copyOf(pieces);
  }
}
