package fermata.definition.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Orders the layers so that few ways cross: each element goes where the mean of its neighbours in
 * the layer before is, downwards and upwards in turn, and the best order that was seen is kept.
 */
final class Ordering {

  private static final int SWEEPS = 12;

  private Ordering() {}

  static void arrange(List<List<Element>> rows) {
    List<List<Element>> best = copy(rows);
    long fewest = crossings(rows);
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean isDown = sweep % 2 == 0;
      for (List<Element> row : isDown ? rows : rows.reversed()) {
        sort(row, isDown ? element -> element.above : element -> element.below);
      }
      long found = crossings(rows);
      if (found < fewest) {
        fewest = found;
        best = copy(rows);
      }
    }
    for (int rank = 0; rank < rows.size(); rank++) {
      set(rows.get(rank), best.get(rank));
    }
  }

  private static List<List<Element>> copy(List<List<Element>> rows) {
    return rows.stream().map(List::copyOf).toList();
  }

  private static void set(List<Element> row, List<Element> order) {
    for (int place = 0; place < order.size(); place++) {
      row.set(place, order.get(place));
      order.get(place).order = place;
    }
  }

  /** What has no neighbours there stays about where it is. */
  private static void sort(List<Element> row, Function<Element, List<Element>> neighbours) {
    record Wish(Element element, double place) {}
    List<Wish> wishes = new ArrayList<>();
    for (Element element : row) {
      double place =
          neighbours.apply(element).stream()
              .mapToInt(other -> other.order)
              .average()
              .orElse(element.order);
      wishes.add(new Wish(element, place));
    }
    wishes.sort(Comparator.comparingDouble(Wish::place));
    set(row, wishes.stream().map(Wish::element).toList());
  }

  private static long crossings(List<List<Element>> rows) {
    return rows.stream().mapToLong(Ordering::crossingsBelow).sum();
  }

  /** Two ways cross where one starts before the other and ends behind it. */
  private static long crossingsBelow(List<Element> row) {
    int size = row.stream().flatMap(e -> e.below.stream()).mapToInt(e -> e.order).max().orElse(-1);
    var ends = new int[size + 2];
    long crossings = 0;
    int passed = 0;
    for (Element element : row) {
      List<Element> below = element.below;
      for (Element end : below) {
        crossings += passed - sum(ends, end.order + 1);
      }
      for (Element end : below) {
        passed++;
        for (int at = end.order + 1; at < ends.length; at += at & -at) {
          ends[at]++;
        }
      }
    }
    return crossings;
  }

  /** {@return how many ways end at a place or before it; the counts form a Fenwick tree} */
  private static int sum(int[] counts, int place) {
    int sum = 0;
    for (int at = place; at > 0; at -= at & -at) {
      sum += counts[at];
    }
    return sum;
  }
}
