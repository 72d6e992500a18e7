package fermata.definition.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives each element of ordered layers its column: near its neighbours above and below, without
 * touching those beside it.
 *
 * <p>Within a layer this is a least-squares fit under minimal distances, which the method of
 * pooling adjacent violators solves exactly.
 */
final class Spacing {

  private static final int SWEEPS = 10;

  /** A way that bends costs more than a box that is not centred. */
  private static final int STRAIGHT = 8;

  private Spacing() {}

  /** Places the elements, whose widths are set, with a gap between them; the leftmost is at 0. */
  static void place(List<List<Element>> rows, int gap) {
    rows.forEach(row -> pack(row, gap));
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean isDown = sweep % 2 == 0;
      boolean isLast = sweep >= SWEEPS - 2;
      for (List<Element> row : isDown ? rows : rows.reversed()) {
        align(row, gap, isDown || isLast, !isDown || isLast);
      }
    }
    rows.forEach(row -> row.forEach(element -> straighten(element, rows, gap)));
    int left =
        rows.stream().flatMap(List::stream).mapToInt(element -> element.left).min().orElse(0);
    rows.forEach(row -> row.forEach(element -> element.left -= left));
  }

  private static void pack(List<Element> row, int gap) {
    int left = 0;
    for (Element element : row) {
      element.left = left;
      left += element.width + gap;
    }
  }

  private static void align(List<Element> row, int gap, boolean byAbove, boolean byBelow) {
    var wanted = new double[row.size()];
    var weights = new int[row.size()];
    var distances = new int[row.size()];
    for (int place = 0; place < wanted.length; place++) {
      Element element = row.get(place);
      List<Element> neighbours = new ArrayList<>(byAbove ? element.above : List.of());
      neighbours.addAll(byBelow ? element.below : List.of());
      wanted[place] = wanted(element, neighbours);
      weights[place] = neighbours.stream().mapToInt(other -> weight(element, other)).sum() + 1;
      distances[place] = element.width + gap;
    }
    int[] fitted = fit(wanted, weights, distances);
    for (int place = 0; place < wanted.length; place++) {
      row.get(place).left = fitted[place];
    }
  }

  /** Puts the bends of a way, from the first one on, into as few columns as there is room for. */
  private static void straighten(Element first, List<List<Element>> rows, int gap) {
    if (first.isBox() || !first.above.getFirst().isBox()) {
      return;
    }
    List<Element> run = new ArrayList<>();
    Room room = Room.ANY;
    for (Element next = first; !next.isBox(); next = next.below.getFirst()) {
      Room both = room.within(Room.of(next, rows.get(next.rank), gap));
      if (both.isNone()) {
        room.put(run);
        run.clear();
        both = Room.of(next, rows.get(next.rank), gap);
      }
      room = both;
      run.add(next);
    }
    room.put(run);
  }

  /** Where the centre of an element may be, so that it keeps its distance from its neighbours. */
  private record Room(int least, int most) {

    static final Room ANY = new Room(Integer.MIN_VALUE, Integer.MAX_VALUE);

    static Room of(Element element, List<Element> row, int gap) {
      int half = (element.width - 1) / 2;
      int least = ANY.least;
      int most = ANY.most;
      if (element.order > 0) {
        Element before = row.get(element.order - 1);
        least = before.left + before.width + gap + half;
      }
      if (element.order < row.size() - 1) {
        most = row.get(element.order + 1).left - gap - element.width + half;
      }
      return new Room(least, most);
    }

    Room within(Room other) {
      return new Room(Math.max(least, other.least), Math.min(most, other.most));
    }

    boolean isNone() {
      return least > most;
    }

    /** Puts elements where they are on average, as far as there is room. */
    void put(List<Element> run) {
      int middle = (int) Math.round(run.stream().mapToInt(Element::centre).average().orElse(0));
      int centre = Math.clamp(middle, least, most);
      run.forEach(element -> element.left = centre - (element.width - 1) / 2);
    }
  }

  private static double wanted(Element element, List<Element> neighbours) {
    double sum = 0;
    int weights = 0;
    for (Element other : neighbours) {
      int weight = weight(element, other);
      sum += (double) weight * (other.left + (other.width - 1) / 2.0);
      weights += weight;
    }
    return weights == 0 ? element.left : sum / weights - (element.width - 1) / 2.0;
  }

  private static int weight(Element one, Element other) {
    if (one.isBox() && other.isBox()) {
      return 1;
    }
    return one.isBox() || other.isBox() ? 2 : STRAIGHT;
  }

  /** A run of neighbours that stand as near to each other as they may. */
  private record Pool(double place, int weight, int size) {

    Pool with(Pool next) {
      int both = weight + next.weight;
      double mean = (place * weight + next.place * next.weight) / both;
      return new Pool(mean, both, size + next.size);
    }
  }

  /**
   * {@return places near the wanted ones, each at least as far behind the one before as that one's
   * distance says}
   */
  static int[] fit(double[] wanted, int[] weights, int[] distances) {
    List<Pool> pools = new ArrayList<>();
    int offset = 0;
    for (int place = 0; place < wanted.length; place++) {
      var pool = new Pool(wanted[place] - offset, weights[place], 1);
      while (!pools.isEmpty() && pools.getLast().place() >= pool.place()) {
        pool = pools.removeLast().with(pool);
      }
      pools.add(pool);
      offset += distances[place];
    }
    var fitted = new int[wanted.length];
    int place = 0;
    offset = 0;
    for (Pool pool : pools) {
      for (int i = 0; i < pool.size(); i++) {
        fitted[place] = (int) Math.floor(pool.place() + 0.5) + offset;
        offset += distances[place++];
      }
    }
    return fitted;
  }
}
