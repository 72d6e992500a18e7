package fermata.daemon.store;

import java.util.List;

/**
 * The runs at an entry point that limits them, as of one instant.
 *
 * @param places those that are under way, the oldest first
 * @param waiting those that wait, the oldest first
 */
public record EntryRows(List<PlaceRow> places, List<WaitingRow> waiting) {

  public EntryRows {
    places = List.copyOf(places);
    waiting = List.copyOf(waiting);
  }
}
