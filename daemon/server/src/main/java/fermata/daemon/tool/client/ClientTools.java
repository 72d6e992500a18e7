package fermata.daemon.tool.client;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolChange;
import fermata.daemon.tool.builtin.ToolBody;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.builtin.ToolWork;
import fermata.daemon.tool.client.HostedWork.HostedEnd;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.tool.ToolSchema;
import fermata.wire.jsonrpc.DaemonErrorCode;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The tools that clients offer, and the calls that wait for them.
 *
 * <p>Of several offers of one tool the newest counts. A call waits for somebody who offers its
 * tool, since a client may be about to come back; when the client that took a call is gone, nobody
 * knows how the call ended, and it says so. Thread-safe.
 */
public final class ClientTools {

  /** Offers that stand at once. */
  static final int OFFERS_MAX = 256;

  /** Calls that wait for one client. */
  static final int CALLS_MAX = 256;

  /** How long a call waits for somebody who offers its tool. */
  private static final Duration OFFER_MAX = Duration.ofSeconds(30);

  private final SequencedMap<String, ToolOffer> offers = new LinkedHashMap<>();
  private final Duration offerMax;
  private final ToolChange.Listener changes;

  /**
   * @param changes hears when the tools of an offer are others
   */
  public ClientTools(ToolChange.Listener changes) {
    this(OFFER_MAX, changes);
  }

  /**
   * @param offerMax how long a call waits for somebody who offers its tool
   * @param changes hears when the tools of an offer are others
   */
  public ClientTools(Duration offerMax, ToolChange.Listener changes) {
    this.offerMax = offerMax;
    this.changes = changes;
  }

  /** Whether a tool is one that only clients offer. */
  public static boolean isHosted(ToolName tool) {
    return tool.value().startsWith(ToolKnowledge.CLIENT_TOOL);
  }

  /**
   * Makes an offer, or replaces the tools of the one that is there.
   *
   * @param principal whose it is
   * @param ttl how long it stands while nobody asks for its calls
   * @throws RefusedException with {@code LimitExceeded} if there are too many
   */
  public void offer(String id, String principal, List<ToolSchema> tools, Duration ttl) {
    tell(id, replace(id, principal, tools, ttl), tools);
  }

  private void tell(String id, List<ToolSchema> before, List<ToolSchema> after) {
    ToolChange change = ToolChange.between("client:" + id, before, after);
    if (change.isAny()) {
      changes.heard(change);
    }
  }

  private synchronized List<ToolSchema> replace(
      String id, String principal, List<ToolSchema> tools, Duration ttl) {
    forgetOld();
    ToolOffer offer = offers.get(id);
    if (offer == null) {
      if (offers.size() >= OFFERS_MAX) {
        throw RefusedException.of(
            DaemonErrorCode.LIMIT_EXCEEDED, OFFERS_MAX + " offers of tools stand already");
      }
      offer = new ToolOffer(principal);
      offers.put(id, offer);
    }
    if (!offer.isOf(principal)) {
      throw RefusedException.notFound("offer", id);
    }
    List<ToolSchema> before = List.copyOf(offer.tools());
    offer.replace(tools, ttl);
    notifyAll();
    return before;
  }

  private void forgetOld() {
    offers.values().removeIf(offer -> !offer.stands());
  }

  private ToolOffer require(String id, String principal) {
    ToolOffer offer = offers.get(id);
    if (offer == null || !offer.stands() || !offer.isOf(principal)) {
      throw RefusedException.notFound("offer", id);
    }
    return offer;
  }

  /**
   * Takes an offer back.
   *
   * @throws RefusedException with {@code NotFound} if there is none
   */
  public void withdraw(String id, String principal) {
    tell(id, remove(id, principal), List.of());
  }

  private synchronized List<ToolSchema> remove(String id, String principal) {
    ToolOffer offer = require(id, principal);
    offer.withdraw();
    offers.remove(id);
    notifyAll();
    return List.copyOf(offer.tools());
  }

  /** {@return the tools that are offered now, the newest of each name} */
  public synchronized List<ToolSchema> offered() {
    var tools = new LinkedHashMap<ToolName, ToolSchema>();
    for (ToolOffer offer : offers.values()) {
      if (offer.stands()) {
        offer.tools().forEach(tool -> tools.put(tool.name(), tool));
      }
    }
    return List.copyOf(tools.values());
  }

  /**
   * What a client is told: calls that it does not know, those it knows that nobody wants, and what
   * it has asked for in the middle of those that it performs.
   */
  public record Taken(List<HostedWork> calls, List<String> gone, List<HostedWork.Told> told) {

    boolean isEmpty() {
      return calls.isEmpty() && gone.isEmpty() && told.isEmpty();
    }
  }

  /**
   * What a client knows.
   *
   * @param calls ids of those that it is at work on
   * @param heard the number of the last message that it has heard, for calls of which it has heard
   *     any
   */
  public record Known(Collection<String> calls, Map<String, Long> heard) {

    public Known {
      calls = List.copyOf(calls);
      heard = Map.copyOf(heard);
    }
  }

  /** Whether whoever waits has given up. */
  public interface GivenUp {
    boolean isSo();
  }

  /**
   * Waits for what a client does not know yet.
   *
   * @throws RefusedException with {@code NotFound} if there is no such offer
   */
  public synchronized Taken take(
      String id, String principal, Known known, Duration max, GivenUp givenUp)
      throws InterruptedException {
    ToolOffer offer = require(id, principal);
    long deadline = System.nanoTime() + max.toNanos();
    offer.taking();
    try {
      Taken found = news(offer, known);
      while (found.isEmpty() && offer.stands()) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || givenUp.isSo()) {
          break;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
        found = news(offer, known);
      }
      // Who has given up takes nothing with it.
      if (!givenUp.isSo()) {
        found.calls().forEach(HostedWork::take);
      }
      return found;
    } finally {
      offer.taken();
    }
  }

  /** Lets those who wait look again whether they have given up. */
  public synchronized void lookAgain() {
    notifyAll();
  }

  private static Taken news(ToolOffer offer, Known known) {
    List<HostedWork> calls =
        offer.calls().values().stream().filter(work -> !known.calls().contains(work.id())).toList();
    List<String> gone =
        known.calls().stream().filter(id -> !offer.calls().containsKey(id)).toList();
    List<HostedWork.Told> told =
        offer.calls().values().stream()
            .filter(work -> known.calls().contains(work.id()))
            .flatMap(work -> work.toldAfter(known.heard().getOrDefault(work.id(), 0L)).stream())
            .toList();
    return new Taken(calls, gone, told);
  }

  /**
   * Does what a client says in the middle of a call.
   *
   * @param number counts its messages about the call, from 1; one that was heard does nothing
   * @return whether the call is under way
   * @throws RefusedException with {@code NotFound} if there is no such offer, with {@code
   *     InvalidParams} if messages before this one are missing or it says what cannot be
   */
  public boolean report(String id, String principal, String call, long number, JsonNode message) {
    Optional<HostedWork> work = underWay(id, principal, call);
    // Outside of the lock: what is published is stored before it returns.
    work.ifPresent(it -> hear(it.talk(), number, message));
    return work.isPresent();
  }

  private synchronized Optional<HostedWork> underWay(String id, String principal, String call) {
    ToolOffer offer = require(id, principal);
    offer.touch();
    return Optional.ofNullable(offer.calls().get(call)).filter(work -> work.end() == null);
  }

  private static void hear(HostedTalk talk, long number, JsonNode message) {
    try {
      if (!talk.hear(number, message)) {
        throw RefusedException.invalidParams(
            "/number", number + " (expected: " + (talk.heard() + 1) + ")");
      }
    } catch (ToolRefusal refusal) {
      throw RefusedException.invalidParams("/message", String.valueOf(refusal.getMessage()));
    }
  }

  private synchronized boolean tell(HostedWork work, JsonNode message) {
    boolean isKept = work.tell(message);
    notifyAll();
    return isKept;
  }

  /**
   * Notes how a call ended; whether anybody waited for it.
   *
   * @throws RefusedException with {@code NotFound} if there is no such offer
   */
  public synchronized boolean finish(String id, String principal, String call, HostedEnd end) {
    ToolOffer offer = require(id, principal);
    offer.touch();
    HostedWork work = offer.calls().get(call);
    boolean isFirst = work != null && work.end() == null;
    if (work != null && isFirst) {
      work.end(end);
      notifyAll();
    }
    return isFirst;
  }

  /** {@return what performs a call, where it is of a tool that clients offer} */
  public Optional<ToolBody> find(ToolCall call) {
    return isHosted(call.tool()) ? Optional.of(work -> perform(call, work)) : Optional.empty();
  }

  private JsonNode perform(ToolCall call, ToolWork work) throws InterruptedException {
    var hosted = new HostedWork(call, work, this::tell);
    try (HostedTalk _ = hosted.talk()) {
      return perform(hosted);
    } catch (InterruptedException interrupted) {
      hosted.talk().refusal().ifPresent(ClientTools::refuse);
      throw interrupted;
    }
  }

  private static void refuse(ToolRefusal failure) {
    throw failure;
  }

  /**
   * Waits until somebody offers a tool.
   *
   * @throws ToolRefusal where nobody does for too long
   */
  public synchronized ToolSchema require(ToolName tool) throws InterruptedException {
    ToolOffer offer = await(tool);
    return offer.find(tool).orElseThrow();
  }

  private ToolOffer await(ToolName tool) throws InterruptedException {
    long deadline = System.nanoTime() + offerMax.toNanos();
    ToolOffer offer = newest(tool);
    while (offer == null) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw ToolRefusal.passing(
            ToolFailureKinds.SERVER, "no client offers tool '" + tool.value() + "' now");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
      offer = newest(tool);
    }
    return offer;
  }

  private @Nullable ToolOffer newest(ToolName tool) {
    return offers.sequencedValues().reversed().stream()
        .filter(offer -> offer.stands() && offer.find(tool).isPresent())
        .findFirst()
        .orElse(null);
  }

  private synchronized JsonNode perform(HostedWork work) throws InterruptedException {
    while (true) {
      ToolOffer offer = await(work.call().tool());
      Map<String, HostedWork> calls = offer.calls();
      if (calls.size() >= CALLS_MAX) {
        throw ToolRefusal.passing(
            ToolFailureKinds.SERVER, CALLS_MAX + " calls wait for the client already");
      }
      calls.put(work.id(), work);
      notifyAll();
      try {
        HostedEnd end = awaitEnd(offer, work);
        if (end != null) {
          return resultOf(offer, work, end);
        }
      } finally {
        calls.remove(work.id());
        notifyAll();
      }
    }
  }

  /** {@return how the work ended; null where another client may do it} */
  private @Nullable HostedEnd awaitEnd(ToolOffer offer, HostedWork work)
      throws InterruptedException {
    while (work.end() == null && offer.stands()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, offer.nanosLeft()));
    }
    if (work.end() == null && work.isTaken()) {
      throw ToolRefusal.lost(
          ToolFailureKinds.SERVER,
          "the client that performs '" + work.call().tool().value() + "' is gone");
    }
    return work.end();
  }

  private static JsonNode resultOf(ToolOffer offer, HostedWork work, HostedEnd end) {
    return switch (end) {
      // A declared result is what is declared; the rest was for those who watched.
      case HostedEnd.Done(var result) ->
          offer.find(work.call().tool()).map(ToolSchema::output).isPresent()
              ? result
              : work.talk().in(result);
      case HostedEnd.Failed(var message, var isPassing) ->
          throw isPassing
              ? ToolRefusal.passing(ToolFailureKinds.FAILED, message)
              : ToolRefusal.of(ToolFailureKinds.FAILED, message);
    };
  }
}
