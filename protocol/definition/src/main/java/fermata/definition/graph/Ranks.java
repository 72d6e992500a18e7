package fermata.definition.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The layer of each box, and the ways that lead upwards.
 *
 * <p>A way back to a box that the walk from the entries is still in is turned around; so what is
 * left has no cycle, and each box stands below all that lead to it.
 */
final class Ranks {

  private final Picture picture;
  private final List<List<Integer>> out = new ArrayList<>();
  private final boolean[] isTurned;
  private final int[] rank;

  private Ranks(Picture picture) {
    this.picture = picture;
    this.isTurned = new boolean[picture.ways().size()];
    this.rank = new int[picture.boxes().size()];
    picture.boxes().forEach(_ -> out.add(new ArrayList<>()));
    for (int way = 0; way < picture.ways().size(); way++) {
      if (!picture.ways().get(way).isLoop()) {
        out.get(picture.ways().get(way).from()).add(way);
      }
    }
  }

  /**
   * {@return the ranks of the boxes of a picture}
   *
   * @param step how many ranks a way spans at least; 2 leaves room for words between boxes
   */
  static Ranks of(Picture picture, int step) {
    var ranks = new Ranks(picture);
    ranks.turn();
    ranks.lay(step);
    return ranks;
  }

  int of(int box) {
    return rank[box];
  }

  boolean isTurned(int way) {
    return isTurned[way];
  }

  /** {@return the box at the upper end of a way} */
  int upper(int way) {
    Picture.Way found = picture.ways().get(way);
    return isTurned[way] ? found.to() : found.from();
  }

  /** {@return the box at the lower end of a way} */
  int lower(int way) {
    Picture.Way found = picture.ways().get(way);
    return isTurned[way] ? found.from() : found.to();
  }

  /** Where the walk is in the ways out of one box. */
  private record Visit(int box, Iterator<Integer> rest) {}

  private void turn() {
    var seen = new boolean[rank.length];
    var isOpen = new boolean[rank.length];
    for (int box : starts()) {
      var path = new ArrayDeque<Visit>();
      enter(box, path, seen, isOpen);
      while (!path.isEmpty()) {
        walk(path, seen, isOpen);
      }
    }
  }

  private void walk(Deque<Visit> path, boolean[] seen, boolean[] isOpen) {
    Visit visit = path.getFirst();
    if (!visit.rest().hasNext()) {
      isOpen[visit.box()] = false;
      path.pop();
      return;
    }
    int way = visit.rest().next();
    int to = picture.ways().get(way).to();
    isTurned[way] = isOpen[to];
    enter(to, path, seen, isOpen);
  }

  private void enter(int box, Deque<Visit> path, boolean[] seen, boolean[] isOpen) {
    if (!seen[box]) {
      seen[box] = true;
      isOpen[box] = true;
      path.push(new Visit(box, out.get(box).iterator()));
    }
  }

  /** {@return the boxes, those with an entry first} */
  private List<Integer> starts() {
    var starts = new ArrayList<Integer>();
    for (int box = 0; box < rank.length; box++) {
      if (!picture.boxes().get(box).entries().isEmpty()) {
        starts.add(box);
      }
    }
    for (int box = 0; box < rank.length; box++) {
      starts.add(box);
    }
    return starts;
  }

  /** Longest paths, in an order in which each box comes after all above it. */
  private void lay(int step) {
    var waiting = new int[rank.length];
    List<List<Integer>> down = new ArrayList<>();
    picture.boxes().forEach(_ -> down.add(new ArrayList<>()));
    for (int way = 0; way < isTurned.length; way++) {
      if (!picture.ways().get(way).isLoop()) {
        down.get(upper(way)).add(lower(way));
        waiting[lower(way)]++;
      }
    }
    var ready = new ArrayDeque<Integer>();
    for (int box = 0; box < rank.length; box++) {
      if (waiting[box] == 0) {
        ready.add(box);
      }
    }
    while (!ready.isEmpty()) {
      int box = ready.remove();
      for (int next : down.get(box)) {
        rank[next] = Math.max(rank[next], rank[box] + step);
        if (--waiting[next] == 0) {
          ready.add(next);
        }
      }
    }
  }
}
