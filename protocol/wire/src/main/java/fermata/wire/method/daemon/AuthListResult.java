package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code auth/list}. */
public record AuthListResult(
    @Doc("by name; without the tokens themselves") List<TokenView> tokens) {

  public AuthListResult {
    tokens = List.copyOf(tokens);
  }
}
