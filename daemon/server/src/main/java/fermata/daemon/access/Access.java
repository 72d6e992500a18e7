package fermata.daemon.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import fermata.daemon.platform.Hashes;
import fermata.wire.channel.Doorkeeper;
import fermata.wire.channel.Peer;
import fermata.wire.method.Scope;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The token of this start of a daemon, and the tickets that it has given out. Thread-safe.
 *
 * <p>The token stands for the user of the daemon and lives as long as the daemon; whoever can read
 * its file has it. A ticket lets one connection in, once, soon, from one origin.
 */
public final class Access implements Doorkeeper {

  /** How long a ticket can be used at most. */
  public static final Duration TICKET_MAX = Duration.ofSeconds(30);

  /** Tickets that nobody has used yet. */
  public static final int TICKETS_MAX = 256;

  private static final int SECRET_BYTES = 32;

  private final InstantSource clock;
  private final Peer owner;
  private final SecureRandom random = new SecureRandom();
  private final String token;
  private final TokenBook granted;
  private final Tickets tickets = new Tickets(TICKETS_MAX);
  private final AtomicReference<Optional<String>> url = new AtomicReference<>(Optional.empty());

  /**
   * @param owner who has the token
   * @param granted tokens of others
   */
  public Access(InstantSource clock, Peer owner, TokenBook granted) {
    this.clock = clock;
    this.owner = owner;
    this.granted = granted;
    this.token = secret();
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** {@return the token} */
  public String token() {
    return token;
  }

  /** {@return the tokens of others} */
  public TokenBook granted() {
    return granted;
  }

  /** Whether a principal may still be there: the tokens of others end, and are taken back. */
  public boolean isLetIn(String principal) {
    return !principal.startsWith(NamedToken.PRINCIPAL)
        || granted
            .find(principal.substring(NamedToken.PRINCIPAL.length()))
            .filter(token -> token.isGood(clock.instant()))
            .isPresent();
  }

  /** Says where WebSockets connect. */
  public void listensAt(String webSocketUrl) {
    url.set(Optional.of(webSocketUrl));
  }

  /** {@return where WebSockets connect, if they can} */
  public Optional<String> url() {
    return url.get();
  }

  /** A ticket as it is given out. */
  public record Ticket(String secret, Instant expiresAt) {}

  /**
   * {@return a new ticket; none while there are too many}
   *
   * @param by who lets its holder in, and answers for it
   * @param scope the widest thing that its holder may do
   */
  public Optional<Ticket> issue(String by, String origin, Scope scope, Duration life) {
    Instant now = clock.instant();
    var ticket = new Ticket(secret(), now.plus(life));
    var grant = new Tickets.Grant(origin, new Peer(by, scope), ticket.expiresAt());
    return tickets.add(ticket.secret(), grant, now) ? Optional.of(ticket) : Optional.empty();
  }

  @Override
  public Optional<Peer> byToken(String given) {
    // The comparison takes as long for any wrong token of the right length.
    boolean isRight = MessageDigest.isEqual(given.getBytes(UTF_8), token.getBytes(UTF_8));
    return isRight
        ? Optional.of(owner)
        : granted.find(Hashes.sha256(given), clock.instant()).flatMap(Access::peer);
  }

  private static Optional<Peer> peer(NamedToken token) {
    return Scope.parse(token.scope()).map(scope -> new Peer(token.principal(), scope));
  }

  @Override
  public Optional<Peer> byTicket(String given, String origin) {
    return tickets.use(given, origin, clock.instant());
  }
}
