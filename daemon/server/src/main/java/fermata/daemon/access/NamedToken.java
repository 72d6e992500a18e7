package fermata.daemon.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that lets somebody else in than the user of the daemon.
 *
 * @param name of the principal, without {@code token:}
 * @param scope as it is written
 * @param sha256 of the token, which nobody but its holder has
 * @param createdBy who granted it
 * @param expiresAt absent for never
 */
public record NamedToken(
    String name,
    String scope,
    String sha256,
    Instant createdAt,
    String createdBy,
    @Nullable Instant expiresAt) {

  /** What the principals of tokens begin with. */
  public static final String PRINCIPAL = "token:";

  /** {@return who comes by it} */
  public String principal() {
    return PRINCIPAL + name;
  }

  /** Whether it lets anybody in. */
  public boolean isGood(Instant now) {
    return expiresAt == null || expiresAt.isAfter(now);
  }
}
