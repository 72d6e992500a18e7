package fermata.wire.channel;

import fermata.wire.channel.Inbox.Work;
import fermata.wire.frame.Frame;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.Incoming;
import fermata.wire.jsonrpc.MessageDecoder;
import fermata.wire.jsonrpc.MessageEncoder;
import fermata.wire.jsonrpc.MessageHead;
import fermata.wire.jsonrpc.RequestId;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.jsonrpc.RpcMessage;
import fermata.wire.method.RpcNotificationType;
import fermata.wire.method.events.EncodedBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One client's connection, as the daemon sees it. Thread-safe. Owns no work: what it started goes
 * on without it.
 *
 * <p>Frames come in on the transport's thread and wait in the inbox; everything else about them
 * happens on the connection's own thread ({@link ConnectionThread}), which calls {@link #accept}.
 */
public final class RpcConnection {

  private static final long RETRY_AFTER_MILLIS = 100;
  private static final int HEAD_BYTES = 4096;

  private final String id;
  private final Peer peer;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicInteger underWay = new AtomicInteger();
  private final ConnectionLimits limits;
  private final ConnectionHandler handler;
  private final Outlet outlet;
  private final MessageDecoder decoder;
  private final Cancellations cancellations;
  private final Inbox inbox;
  private final Outbox outbox;
  private final Map<RequestId, RpcExchange> exchanges = new ConcurrentHashMap<>();
  private volatile boolean isOpen = true;

  RpcConnection(
      String id, Peer peer, ConnectionLimits limits, ConnectionHandler handler, Outlet outlet) {
    this.id = id;
    this.peer = peer;
    this.limits = limits;
    this.handler = handler;
    this.outlet = outlet;
    this.decoder = new MessageDecoder(limits.batchMax());
    this.cancellations = new Cancellations(decoder);
    this.inbox = new Inbox(limits.inFlightMax(), 2L * limits.frameBytesMax());
    this.outbox = new Outbox(limits.outboxBytesMax());
  }

  /** {@return a name that is unique in this process, for logs} */
  public String id() {
    return id;
  }

  /** {@return who is at the other end} */
  public Peer peer() {
    return peer;
  }

  /**
   * Sends a notification, and waits while too much is waiting to be sent. Never longer than the
   * stall limit, because a peer that accepts nothing for so long is closed.
   *
   * @return whether it was taken; not when the connection has ended
   */
  public <P> boolean send(RpcNotificationType<P> type, P params) throws InterruptedException {
    boolean isTaken = outbox.put(told(type, params));
    outlet.wake();
    return isTaken;
  }

  private static <P> Letter told(RpcNotificationType<P> type, P params) {
    return new Letter.Notification(MessageEncoder.notification(type.name(), params));
  }

  /** Sends a batch that is encoded already, and waits as for any other notification. */
  public boolean send(EncodedBatch batch) throws InterruptedException {
    boolean isTaken = outbox.put(new Letter.Batch(batch.written()));
    outlet.wake();
    return isTaken;
  }

  /**
   * Sends a notification about a request if there is room at once; whether it was taken. No
   * response that is given later overtakes it.
   */
  public <P> boolean offerBeforeReply(RpcNotificationType<P> type, P params) {
    var letter = new Letter.Progress(MessageEncoder.notification(type.name(), params));
    boolean isTaken = outbox.offer(letter);
    outlet.wake();
    return isTaken;
  }

  /** Sends a notification if there is room at once; whether it was taken. */
  public <P> boolean offer(RpcNotificationType<P> type, P params) {
    boolean isTaken = outbox.offer(told(type, params));
    outlet.wake();
    return isTaken;
  }

  /** Whether it has not ended and is not ending. */
  public boolean isOpen() {
    return isOpen;
  }

  /**
   * Takes no more requests, lets those under way be answered for a short while, sends what waits to
   * be sent, and ends.
   */
  public void close() {
    end(CloseReason.CLOSED);
  }

  // ---- called by the transport

  /** Takes a frame; called by the transport's reader, and does nothing that takes long. */
  void received(Frame frame) {
    var cancelled = cancellations.recognise(frame);
    if (cancelled.isPresent()) {
      cancel(cancelled.get());
    } else if (isOpen && !inbox.offer(frame)) {
      overflow(frame);
    }
  }

  /**
   * Whether the transport may go on reading. It is woken by {@link Outlet#resumeReading} when it
   * may again.
   */
  boolean mayRead() {
    return !inbox.isOver() && !outbox.isCongested();
  }

  /** Says that nothing more will come. */
  void end(CloseReason reason) {
    isOpen = false;
    inbox.end(reason);
  }

  /** {@return what is to be sent} */
  Outbox outbox() {
    return outbox;
  }

  /** Says that messages are out. */
  void written(List<Letter> letters) {
    if (outbox.written(letters)) {
      outlet.resumeReading();
    }
  }

  // What takes work away is never refused; reading pauses instead until the inbox has room for it.
  private void overflow(Frame frame) {
    MessageHead head =
        frame instanceof Frame.Body(byte[] bytes)
            ? headOf(bytes)
            : new MessageHead(null, null, false);
    RequestId request = head.id();
    if (request == null
        || head.method() == null
        || limits.alwaysAdmitted().contains(head.method())) {
      inbox.force(frame);
    } else {
      respond(
          encoded(
              new RpcMessage.Response.Refused(
                  request, overloaded("requests waiting", limits.inFlightMax()))));
    }
  }

  private static MessageHead headOf(byte[] bytes) {
    return MessageHead.scan(bytes.length <= HEAD_BYTES ? bytes : Arrays.copyOf(bytes, HEAD_BYTES));
  }

  private void cancel(RequestId request) {
    cancellations.remember(request, inbox.lastNumber());
    RpcExchange exchange = exchanges.get(request);
    if (exchange != null) {
      exchange.cancel();
    }
  }

  // ---- called on the connection's thread

  Inbox inbox() {
    return inbox;
  }

  ConnectionLimits limits() {
    return limits;
  }

  void opened() {
    handler.onOpen(this);
  }

  /** Serves one frame. */
  void accept(Work.Arrived arrived) {
    cancellations.forgetBefore(arrived.number());
    switch (arrived.frame()) {
      case Frame.Body(byte[] bytes) -> serve(decoder.decode(bytes), arrived.number());
      case Frame.Oversize(byte[] head) ->
          respond(encoded(MessageDecoder.oversize(head, limits.frameBytesMax())));
      case Frame.Broken(String reason) -> {
        respond(
            encoded(
                new RpcMessage.Response.Refused(
                    null, RpcError.of(DaemonErrorCode.PARSE_ERROR, reason))));
        end(CloseReason.BROKEN_FRAMING);
      }
    }
    outlet.resumeReading();
  }

  private void serve(Incoming incoming, long frameNumber) {
    switch (incoming) {
      case Incoming.Batch batch -> new BatchRun(this, batch, frameNumber).advance();
      case Incoming.Single(Incoming.Item.Dropped _) -> {}
      case Incoming.Single(Incoming.Item.Rejected(var reply)) -> respond(encoded(reply));
      case Incoming.Single(Incoming.Item.Accepted(RpcMessage.Notification notification)) ->
          notified(notification);
      case Incoming.Single(Incoming.Item.Accepted(RpcMessage.Request request)) ->
          admit(request, frameNumber, this::respond);
      // Nobody here asks anything of a client, so there is nothing to answer.
      case Incoming.Single(Incoming.Item.Accepted(RpcMessage.Response _)) -> {}
    }
  }

  void notified(RpcMessage.Notification notification) {
    if (notification.method().equals(Cancellations.METHOD)) {
      Cancellations.idOf(notification).ifPresent(this::cancel);
    } else {
      handler.onNotification(this, notification);
    }
  }

  /** Begins a request, or refuses it. */
  void admit(RpcMessage.Request request, long frameNumber, Consumer<byte[]> answers) {
    var exchange =
        new RpcExchange(
            this,
            request,
            requests.incrementAndGet(),
            (answered, response) -> answered(answered, response, answers));
    underWay.incrementAndGet();
    if (exchanges.putIfAbsent(request.id(), exchange) != null) {
      exchange.refuse(
          RpcError.of(
                  DaemonErrorCode.INVALID_REQUEST,
                  "a request with id " + request.id() + " is under way")
              .with("reason", "duplicateId"));
    } else if (isOverloaded(request.method())) {
      exchange.refuse(overloaded("requests under way", limits.inFlightMax()));
    } else if (cancellations.covers(request.id(), frameNumber)) {
      exchange.refuse(RpcError.of(DaemonErrorCode.REQUEST_CANCELLED, "cancelled before it began"));
    } else {
      begin(exchange);
    }
  }

  private void begin(RpcExchange exchange) {
    try {
      handler.onRequest(exchange);
    } catch (RuntimeException e) {
      exchange.refuse(
          RpcError.of(DaemonErrorCode.INTERNAL_ERROR, "a bug in the daemon; its log has a report"));
      throw e;
    }
  }

  // The id is free before the client can see the answer, or it could not use it again at once.
  private void answered(RpcExchange exchange, byte[] response, Consumer<byte[]> answers) {
    exchanges.remove(exchange.id(), exchange);
    answers.accept(response);
    underWay.decrementAndGet();
    if (!isOpen) {
      goOn(() -> {});
    }
  }

  private boolean isOverloaded(String method) {
    int max =
        limits.alwaysAdmitted().contains(method) ? 2 * limits.inFlightMax() : limits.inFlightMax();
    return exchanges.size() + outbox.responsesUnwritten() > max;
  }

  private static RpcError overloaded(String what, long max) {
    return RpcError.of(
            DaemonErrorCode.OVERLOADED, "more than " + max + " " + what + " on this connection")
        .with("retryAfterMs", RETRY_AFTER_MILLIS);
  }

  /** Whether no request is under way. */
  boolean isQuiet() {
    return underWay.get() == 0 && !inbox.hasContinuations();
  }

  /** Gives up what is under way. */
  void cancelAll() {
    exchanges.values().forEach(RpcExchange::cancel);
  }

  /** Ends: what is under way is told that the client is gone, and what waits is sent. */
  void closed(CloseReason reason) {
    cancelAll();
    outbox.close();
    outlet.finish(reason);
    handler.onClose(this, reason);
  }

  // ---- called from any thread

  void goOn(Runnable action) {
    inbox.goOn(action);
  }

  void respond(byte[] response) {
    outbox.respond(response);
    outlet.wake();
  }

  byte[] encoded(RpcMessage.Response.Refused reply) {
    RpcError error = reply.error().with("requestId", nextName());
    return MessageEncoder.refused(new RpcMessage.Response.Refused(reply.id(), error));
  }

  private String nextName() {
    return id + "-r" + requests.incrementAndGet();
  }
}
