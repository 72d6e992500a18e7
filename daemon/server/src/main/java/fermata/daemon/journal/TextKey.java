package fermata.daemon.journal;

import java.util.List;

/**
 * What a text under way is.
 *
 * @param call whose end makes it superfluous
 * @param item which the pieces belong to
 * @param field text, reasoning or output
 * @param path the nodes from the outside in where the call is
 */
public record TextKey(String run, String call, String item, String field, List<String> path) {

  public TextKey {
    path = List.copyOf(path);
  }
}
