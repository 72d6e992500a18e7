package fermata.daemon.tool.client;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolEvents;
import fermata.daemon.tool.builtin.ToolWork;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that waits for a client. Guarded by its {@link ClientTools}. */
public final class HostedWork {

  private final ToolCall call;
  private final JsonNode args;
  private final HostedTalk talk;
  private final Deque<Told> told = new ArrayDeque<>();
  private long toldCount;
  private boolean isTaken;
  private @Nullable HostedEnd end;

  /** Takes what clients are told about their calls. */
  interface Teller {

    /** Whether there was room for a message. */
    boolean tell(HostedWork work, JsonNode message);
  }

  /** Makes one on the thread of its call. */
  HostedWork(ToolCall call, ToolWork work, Teller teller) {
    this.call = call;
    this.args = work.args().json();
    this.talk =
        new HostedTalk(
            work, message -> teller.tell(this, message), "hosted-" + call.call().value());
  }

  /**
   * What a client is told about a call that it performs.
   *
   * @param number counts from 1 for each call
   */
  public record Told(String call, long number, JsonNode message) {}

  /** How a client says that a call ended. */
  public sealed interface HostedEnd {

    /** It worked. */
    record Done(JsonNode result) implements HostedEnd {}

    /** It did not. */
    record Failed(String message, boolean isPassing) implements HostedEnd {}
  }

  /** {@return the name of this attempt} */
  public String id() {
    return call.run().value() + "/" + call.call().value() + "#" + call.attempt();
  }

  public ToolCall call() {
    return call;
  }

  /** {@return the arguments, which fit their schema} */
  public JsonNode args() {
    return args;
  }

  /** {@return what its client says about it goes through this} */
  HostedTalk talk() {
    return talk;
  }

  /** Keeps a message for the client; whether there was room. */
  boolean tell(JsonNode message) {
    if (told.size() >= ToolEvents.UNTAKEN_MAX) {
      return false;
    }
    told.add(new Told(id(), ++toldCount, message));
    return true;
  }

  /**
   * {@return what the client has not heard yet}
   *
   * @param heard the number of the last message that it has heard; those up to it are forgotten
   */
  List<Told> toldAfter(long heard) {
    while (!told.isEmpty() && told.getFirst().number() <= heard) {
      told.removeFirst();
    }
    return List.copyOf(told);
  }

  boolean isTaken() {
    return isTaken;
  }

  void take() {
    isTaken = true;
  }

  @Nullable HostedEnd end() {
    return end;
  }

  void end(HostedEnd how) {
    end = how;
  }
}
