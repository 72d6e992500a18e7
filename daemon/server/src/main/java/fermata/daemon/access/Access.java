package fermata.daemon.access;

import static java.nio.charset.StandardCharsets.UTF_8;

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
  private final Tickets tickets = new Tickets(TICKETS_MAX);
  private final AtomicReference<Optional<String>> url = new AtomicReference<>(Optional.empty());

  /**
   * @param owner who has the token
   */
  public Access(InstantSource clock, Peer owner) {
    this.clock = clock;
    this.owner = owner;
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
   * @param scope the widest thing that its holder may do
   */
  public Optional<Ticket> issue(String origin, Scope scope, Duration life) {
    Instant now = clock.instant();
    var ticket = new Ticket(secret(), now.plus(life));
    var grant = new Tickets.Grant(origin, new Peer(owner.principal(), scope), ticket.expiresAt());
    return tickets.add(ticket.secret(), grant, now) ? Optional.of(ticket) : Optional.empty();
  }

  @Override
  public Optional<Peer> byToken(String given) {
    // The comparison takes as long for any wrong token of the right length.
    boolean isRight = MessageDigest.isEqual(given.getBytes(UTF_8), token.getBytes(UTF_8));
    return isRight ? Optional.of(owner) : Optional.empty();
  }

  @Override
  public Optional<Peer> byTicket(String given, String origin) {
    return tickets.use(given, origin, clock.instant());
  }
}
