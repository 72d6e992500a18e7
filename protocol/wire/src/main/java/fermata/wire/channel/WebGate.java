package fermata.wire.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fermata.wire.frame.HttpHead;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides about HTTP requests by their heads. Fails closed.
 *
 * <p>A page of a foreign site reaches a loopback port through the user's browser. What tells it
 * apart is what the browser says of it: the {@code Host} that it was loaded for, its {@code
 * Origin}, and {@code Sec-Fetch-Site}. All three are looked at before any proof, and a page whose
 * origin is not configured needs a ticket made for that very origin. Thread-safe.
 */
final class WebGate {

  /** Where the WebSocket is. */
  static final String RPC = "/rpc";

  /** Pages that tell nothing but that a daemon is there. */
  static final Set<String> OPEN_PAGES = Set.of("/healthz", "/readyz");

  /** The subprotocol. */
  static final String PROTOCOL = "fermata.v1";

  private static final String TICKET = "fermata.ticket.";
  private static final String BEARER = "bearer ";
  private static final String VERSION = "13";
  private static final int KEY_BYTES = 16;
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final Doorkeeper doorkeeper;
  private final WebNames names;

  WebGate(Doorkeeper doorkeeper, WebNames names) {
    this.doorkeeper = doorkeeper;
    this.names = names;
  }

  /** A request that is refused. Never leaves this class. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient WebDecision.Refusal refusal;

    Refused(int status, String reason) {
      this(new WebDecision.Refusal(status, reason, false));
    }

    Refused(WebDecision.Refusal refusal) {
      super(refusal.reason(), null, false, false);
      this.refusal = refusal;
    }
  }

  /**
   * {@return what becomes of a request}
   *
   * @param at where it came in; absent for a Unix socket, where no browser comes in
   * @param known who the peer is, where the socket tells
   */
  WebDecision decide(HttpHead head, @Nullable WebAddress at, @Nullable Peer known) {
    try {
      requireHost(head, at);
      requireNoBody(head);
      Optional<String> origin = origin(head);
      Optional<String> ticket = ticket(head);
      boolean isConfigured = origin.map(names.origins()::contains).orElse(true);
      boolean isSocket = head.path().equals(RPC);
      if (!isSocket || ticket.isEmpty() || origin.isEmpty()) {
        refuseForeign(head, isConfigured);
      }
      if (OPEN_PAGES.contains(head.path())) {
        return new WebDecision.Page(null);
      }
      String accept = isSocket ? accept(head) : "";
      Peer peer = known != null ? known : prove(head, isSocket ? ticket : Optional.empty(), origin);
      return isSocket
          ? new WebDecision.Upgrade(peer, accept, protocol(head))
          : new WebDecision.Page(peer);
    } catch (Refused refused) {
      return refused.refusal;
    }
  }

  private void requireHost(HttpHead head, @Nullable WebAddress at) {
    String host =
        head.single("host").orElseThrow(() -> new Refused(400, "expected one Host header"));
    if (at != null && !names.isHost(host, at)) {
      throw new Refused(403, "this is not the host that was asked for");
    }
  }

  private static void requireNoBody(HttpHead head) {
    if (!head.method().equals("GET")) {
      throw new Refused(405, "expected GET");
    }
    boolean hasBody =
        !head.all("transfer-encoding").isEmpty()
            || head.all("content-length").stream().anyMatch(length -> !length.equals("0"));
    if (hasBody) {
      throw new Refused(400, "expected no body");
    }
  }

  private static Optional<String> origin(HttpHead head) {
    List<String> origins = head.all("origin");
    if (origins.size() > 1) {
      throw new Refused(400, "expected one Origin header");
    }
    return origins.stream().findFirst();
  }

  private static void refuseForeign(HttpHead head, boolean isConfigured) {
    boolean isCross =
        head.all("sec-fetch-site").stream()
            .anyMatch(site -> !site.equals("none") && !site.equals("same-origin"));
    if (!isConfigured || (isCross && head.all("origin").isEmpty())) {
      throw new Refused(403, "pages of other origins are not let in without a ticket");
    }
  }

  private static Optional<String> ticket(HttpHead head) {
    return head.elements("sec-websocket-protocol").stream()
        .filter(offered -> offered.startsWith(TICKET))
        .map(offered -> offered.substring(TICKET.length()))
        .findFirst();
  }

  private Peer prove(HttpHead head, Optional<String> ticket, Optional<String> origin) {
    Optional<Peer> peer =
        ticket.isPresent() && origin.isPresent()
            ? doorkeeper.byTicket(ticket.get(), origin.get())
            : token(head).flatMap(doorkeeper::byToken);
    return peer.orElseThrow(
        () ->
            new Refused(
                new WebDecision.Refusal(
                    401, "expected a bearer token or a ticket that is valid here", true)));
  }

  private static Optional<String> token(HttpHead head) {
    return head.single("authorization")
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  private static @Nullable String protocol(HttpHead head) {
    return head.elements("sec-websocket-protocol").contains(PROTOCOL) ? PROTOCOL : null;
  }

  /** {@return what proves to the client that this is a WebSocket} Source: RFC 6455, section 4.2. */
  private static String accept(HttpHead head) {
    if (!head.has("upgrade", "websocket") || !head.has("connection", "upgrade")) {
      throw new Refused(426, "expected Connection: Upgrade and Upgrade: websocket");
    }
    if (!head.single("sec-websocket-version").equals(Optional.of(VERSION))) {
      throw new Refused(426, "expected Sec-WebSocket-Version: " + VERSION);
    }
    String key = head.single("sec-websocket-key").filter(WebGate::isKey).orElse("");
    if (key.isEmpty()) {
      throw new Refused(400, "expected one Sec-WebSocket-Key of " + KEY_BYTES + " bytes");
    }
    return Base64.getEncoder().encodeToString(sha1(key + GUID));
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  // The handshake asks for this digest; nothing is protected by it.
  private static byte[] sha1(String text) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(text.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
