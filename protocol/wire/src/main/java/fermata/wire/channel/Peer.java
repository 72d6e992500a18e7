package fermata.wire.channel;

import fermata.wire.method.Scope;

/**
 * Who is at the other end of a connection, as the transport found out before the first message.
 *
 * @param principal such as {@code local:ann}
 * @param scope the widest thing that it may do
 */
public record Peer(String principal, Scope scope) {

  /** {@return the user of this process, who may do everything} */
  public static Peer owner() {
    return new Peer("local:" + System.getProperty("user.name"), Scope.ADMIN);
  }

  /** Whether it may do something. */
  public boolean may(Scope wanted) {
    return scope.compareTo(wanted) >= 0;
  }
}
