package fermata.client;

import fermata.wire.event.Ephemeral;
import fermata.wire.method.events.OpenItem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much of each item under way has been given, so that pieces that come twice are given once and
 * pieces that do not fit are left out: the item's last event has the whole text.
 *
 * <p>Confined to one thread.
 */
final class ItemTexts {

  /** Items that are remembered; the oldest goes first. A model seldom speaks in more at once. */
  private static final int ITEMS_MAX = 256;

  private final Map<String, Long> lengths =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > ITEMS_MAX;
        }
      };

  /** {@return what of the piece has not been given before} */
  Optional<Ephemeral> fit(Ephemeral piece) {
    return switch (piece) {
      case Ephemeral.Delta delta -> fit(delta).map(Ephemeral.class::cast);
      case Ephemeral.Progress progress -> Optional.of(progress);
    };
  }

  private Optional<Ephemeral.Delta> fit(Ephemeral.Delta delta) {
    String key = delta.item() + " " + delta.field();
    long have = lengths.getOrDefault(key, 0L);
    long end = delta.off() + delta.text().length();
    if (delta.off() > have || end <= have) {
      return Optional.empty();
    }
    lengths.put(key, end);
    return Optional.of(
        new Ephemeral.Delta(
            delta.session(),
            delta.run(),
            delta.item(),
            delta.field(),
            have,
            delta.text().substring((int) (have - delta.off())),
            delta.after()));
  }

  /** {@return what of an item that was under way at the attach has not been given before} */
  Optional<StreamItem> join(OpenItem item, String session) {
    var whole =
        new Ephemeral.Delta(session, item.run(), item.item(), item.field(), 0, item.text(), 0);
    return fit(whole).map(StreamItem.Piece::new);
  }
}
