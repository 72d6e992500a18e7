package fermata.definition.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of the space between two layers in which ways go sideways, so that none lies on another.
 *
 * <p>Two ways of one row do not touch. A way that comes down in a column where another one goes
 * down further is laid first. Where ways ask that of each other in a circle, one of them crosses
 * over.
 *
 * @param rows the row of each link that goes sideways, from 0
 * @param count how many rows there are
 */
record Tracks(Map<Link, Integer> rows, int count) {

  static Tracks of(List<Link> links) {
    List<Link> open = new ArrayList<>(links.stream().filter(Tracks::isSideways).toList());
    open.sort(Comparator.comparingInt(Tracks::left).thenComparingInt(link -> link.way));
    var rows = new HashMap<Link, Integer>();
    int count = 0;
    while (!open.isEmpty()) {
      List<Link> row = row(open);
      open.removeAll(row);
      for (Link link : row) {
        rows.put(link, count);
      }
      count++;
    }
    return new Tracks(rows, count);
  }

  private static List<Link> row(List<Link> open) {
    var row = new ArrayList<Link>();
    for (Link link : open) {
      boolean isFree = row.isEmpty() || right(row.getLast()) + 1 < left(link);
      boolean isNext = open.stream().noneMatch(other -> other != link && isAbove(other, link));
      if (isFree && isNext) {
        row.add(link);
      }
    }
    return row.isEmpty() ? List.of(open.getFirst()) : row;
  }

  /** Whether a way must turn before another, because the other comes down in its column. */
  private static boolean isAbove(Link one, Link other) {
    return one.upperX == other.lowerX;
  }

  private static boolean isSideways(Link link) {
    return link.upperX != link.lowerX;
  }

  private static int left(Link link) {
    return Math.min(link.upperX, link.lowerX);
  }

  private static int right(Link link) {
    return Math.max(link.upperX, link.lowerX);
  }
}
