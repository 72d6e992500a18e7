package fermata.daemon.model.recording;

import fermata.daemon.model.ModelCall;
import fermata.daemon.model.ModelFailureKinds;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.secret.Redaction;
import fermata.engine.run.Failure;
import fermata.engine.run.ModelReply;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers the requests of one run from a recording.
 *
 * <p>A request is answered by a recorded one that is equal, whatever the order: parallel branches
 * may ask in another one. Of several equal ones the call's own comes first, then those that were
 * not used yet, in the order of the file. The same call asked again gets the same answer.
 *
 * <p>Thread-safe. The file is read at the first request.
 */
public final class Replay {

  /** How many recorded requests are looked through for the nearest. */
  private static final int COMPARED_MAX = 100;

  private final Path file;
  private final String name;
  private final Redaction redaction;
  private final List<RecordedReply> unused = new ArrayList<>();
  private final Map<String, RecordedReply> byCall = new HashMap<>();
  private int count = -1;

  /**
   * Answers from a file.
   *
   * @param name what messages call it
   * @param redaction what is not compared by its value
   */
  public Replay(Path file, String name, Redaction redaction) {
    this.file = file;
    this.name = name;
    this.redaction = redaction;
  }

  /** {@return the outcome of a request, after its pieces were told} */
  public ModelOutcome answer(ModelCall call, ModelListener listener) {
    try {
      return found(call)
          .<ModelOutcome>map(recorded -> replied(recorded, listener))
          .orElseGet(() -> drifted(call));
    } catch (RecordingException refusal) {
      return failed(ModelFailureKinds.RECORDING, refusal.why());
    }
  }

  private static ModelOutcome replied(RecordedReply recorded, ModelListener listener) {
    recorded.pieces().forEach(piece -> piece.tell(listener));
    ModelReply reply = recorded.reply();
    return new ModelOutcome.Replied(
        reply.with(
            new ModelReply.Tokens(
                reply.tokens().input(),
                reply.tokens().output(),
                BigDecimal.ZERO,
                reply.tokens().cachedInput(),
                reply.tokens().reasoning())));
  }

  private synchronized Optional<RecordedReply> found(ModelCall call) {
    readOnce();
    String digest = RequestForm.of(call, redaction).digest();
    String id = call.call().value();
    RecordedReply given = byCall.get(id);
    if (given != null && given.request().digest().equals(digest)) {
      return Optional.of(given);
    }
    List<RecordedReply> equal =
        unused.stream().filter(reply -> reply.request().digest().equals(digest)).toList();
    Optional<RecordedReply> found =
        equal.stream()
            .filter(reply -> reply.call().equals(id))
            .findFirst()
            .or(() -> equal.stream().findFirst());
    found.ifPresent(reply -> use(id, reply));
    return found;
  }

  private void readOnce() {
    if (count < 0) {
      unused.addAll(RecordingFile.read(file));
      count = unused.size();
    }
  }

  private void use(String call, RecordedReply reply) {
    unused.remove(reply);
    byCall.put(call, reply);
  }

  private synchronized ModelOutcome drifted(ModelCall call) {
    RequestForm asked = RequestForm.of(call, redaction);
    return unused.isEmpty()
        ? failed(
            ModelFailureKinds.DRIFT,
            "all of its " + count + " replies are used, and none is left for this request")
        : failed(ModelFailureKinds.DRIFT, "no reply to this request; " + nearest(asked));
  }

  // That which was changed least is most likely the one that was meant.
  private String nearest(RequestForm asked) {
    RecordedReply nearest = unused.getFirst();
    List<String> least = RequestDifference.of(nearest.request().json(), asked.json());
    for (RecordedReply one : unused.subList(1, Math.min(unused.size(), COMPARED_MAX))) {
      List<String> places = RequestDifference.of(one.request().json(), asked.json());
      if (places.size() < least.size()) {
        nearest = one;
        least = places;
      }
    }
    return "the nearest one that was not used (call %s) differs %s"
        .formatted(nearest.call(), RequestDifference.shown(least));
  }

  private ModelOutcome failed(String kind, String why) {
    return new ModelOutcome.Failed(Failure.of(kind, "recording '" + name + "': " + why));
  }
}
