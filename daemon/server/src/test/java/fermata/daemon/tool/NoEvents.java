package fermata.daemon.tool;

import fermata.definition.selector.Selector;
import java.util.Optional;

/** For calls that neither publish nor wait. */
public final class NoEvents implements ToolEvents {

  @Override
  public Optional<String> fault(Message message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Sent publish(Message message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long newest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Listening listen(Selector selector, long after) {
    throw new UnsupportedOperationException();
  }
}
