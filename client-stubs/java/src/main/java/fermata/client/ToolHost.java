package fermata.client;

import fermata.client.HostedTool.ToolFailedException;
import fermata.wire.method.Methods;
import fermata.wire.method.tool.HeardMessages;
import fermata.wire.method.tool.HostedCall;
import fermata.wire.method.tool.HostedFailure;
import fermata.wire.method.tool.HostedMessage;
import fermata.wire.method.tool.ToolOfferParams;
import fermata.wire.method.tool.ToolResultParams;
import fermata.wire.method.tool.ToolTakeParams;
import fermata.wire.method.tool.ToolTakeResult;
import fermata.wire.method.tool.ToolWithdrawParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Performs tools of this program for the runs of a daemon, until it is closed.
 *
 * <p>It asks for calls over whatever connection its client has, and offers the tools again where
 * the daemon was started anew. A call that was taken is performed once, however often its answer
 * has to be sent. Thread-safe; each call has a thread of its own.
 */
public final class ToolHost implements AutoCloseable {

  private static final Duration TAKE_MAX = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final FermataClient client;
  private final String offer = UUID.randomUUID().toString();
  private final Map<String, HostedTool> tools;
  private final Map<String, Work> working = new ConcurrentHashMap<>();
  private volatile @Nullable Thread taking;
  private volatile boolean isClosed;

  /** A call that is performed. */
  private record Work(Thread thread, CallTalk talk) {

    void end() {
      thread.interrupt();
      talk.close();
    }
  }

  private ToolHost(FermataClient client, List<HostedTool> tools) {
    this.client = client;
    this.tools =
        tools.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    tool -> tool.description().name(), Function.identity()));
  }

  /**
   * Offers tools. When it returns, runs that begin find them.
   *
   * @throws FermataException.Refused where the daemon does not take them
   */
  static ToolHost open(FermataClient client, List<HostedTool> tools) {
    var host = new ToolHost(client, tools);
    host.offer();
    host.taking = Thread.ofVirtual().name("fermata-tools").start(host::serve);
    return host;
  }

  private void offer() {
    var described = tools.values().stream().map(HostedTool::description).toList();
    client.call(Methods.TOOL_OFFER, new ToolOfferParams(offer, described, null));
  }

  private void serve() {
    while (!isClosed) {
      try {
        take();
      } catch (FermataException.Refused refused) {
        offerAgain(refused);
      } catch (FermataException.Interrupted closed) {
        return;
      } catch (FermataException lost) {
        pause();
      }
    }
  }

  /** A daemon that was started anew knows nothing of the offer. */
  private void offerAgain(FermataException.Refused refused) {
    try {
      if (refused.isRetryable()) {
        pause();
      }
      offer();
    } catch (FermataException.Interrupted closed) {
      isClosed = true;
    } catch (FermataException notNow) {
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException closed) {
      isClosed = true;
    }
  }

  private void take() {
    Map<String, Work> known = Map.copyOf(working);
    List<HeardMessages> heard =
        known.entrySet().stream()
            .map(each -> new HeardMessages(each.getKey(), each.getValue().talk().heard()))
            .filter(each -> each.number() > 0)
            .toList();
    var params =
        new ToolTakeParams(
            offer,
            List.copyOf(known.keySet()),
            TAKE_MAX.toMillis(),
            heard.isEmpty() ? null : heard);
    ToolTakeResult taken =
        client.call(Methods.TOOL_TAKE, params, TAKE_MAX.plus(client.settings().callMax()));
    for (String gone : taken.gone()) {
      Work work = working.remove(gone);
      if (work != null) {
        work.end();
      }
    }
    for (HostedMessage told : Objects.requireNonNullElse(taken.told(), List.<HostedMessage>of())) {
      Work work = working.get(told.id());
      if (work != null) {
        work.talk().hear(told);
      }
    }
    taken.calls().forEach(this::begin);
  }

  private void begin(HostedCall call) {
    var talk = new CallTalk(client, offer, call.id());
    Thread worker =
        Thread.ofVirtual().name("fermata-tool-" + call.id()).unstarted(() -> perform(call, talk));
    if (working.putIfAbsent(call.id(), new Work(worker, talk)) == null) {
      worker.start();
    }
  }

  private void perform(HostedCall call, CallTalk talk) {
    try (talk) {
      // Until the daemon has the answer the call is known, so it is not given out again.
      client.call(Methods.TOOL_RESULT, answer(call, talk));
    } catch (InterruptedException | FermataException.Interrupted nobodyWaits) {
      Thread.currentThread().interrupt();
    } catch (FermataException lost) {
      // The offer ended meanwhile, and the daemon has said what became of the call.
    } finally {
      working.remove(call.id(), new Work(Thread.currentThread(), talk));
    }
  }

  // The boundary of the tools of a program: whatever they throw fails the call.
  private ToolResultParams answer(HostedCall call, HostedTalk talk) throws InterruptedException {
    HostedTool tool = tools.get(call.tool());
    if (tool == null) {
      return failed(call, "there is no tool '" + call.tool() + "' here", false);
    }
    try {
      return new ToolResultParams(offer, call.id(), tool.body().run(call, talk), null);
    } catch (ToolFailedException failure) {
      return failed(call, String.valueOf(failure.getMessage()), failure.isRetryable());
    } catch (RuntimeException | LinkageError | StackOverflowError bug) {
      return failed(call, "a fault of the program that performs it: " + bug, false);
    }
  }

  private ToolResultParams failed(HostedCall call, String message, boolean isRetryable) {
    return new ToolResultParams(
        offer, call.id(), null, new HostedFailure(message, isRetryable ? true : null));
  }

  /** Takes the tools back; calls under way are interrupted, and how they ended is unknown. */
  @Override
  public void close() {
    isClosed = true;
    Thread taker = taking;
    if (taker != null) {
      taker.interrupt();
    }
    working.values().forEach(Work::end);
    if (client.isConnected()) {
      try {
        client.call(Methods.TOOL_WITHDRAW, new ToolWithdrawParams(offer));
      } catch (FermataException gone) {
        // Then the offer ends by itself.
      }
    }
  }
}
