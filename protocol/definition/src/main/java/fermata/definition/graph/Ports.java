package fermata.definition.graph;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where ways leave and meet boxes: as near to straight as the boxes allow, and apart from each
 * other.
 *
 * @param inset how far ways stay from the corners of a box
 * @param distance how far ways stay from each other at a box
 */
record Ports(int inset, int distance) {

  /** Sets both ends of the links; the elements are placed. */
  void set(List<Link> links) {
    links.forEach(Ports::centre);
    Map<Integer, List<Link>> byRank =
        links.stream()
            .collect(
                Collectors.groupingBy(link -> link.upper.rank, TreeMap::new, Collectors.toList()));
    for (List<Link> own : byRank.values()) {
      spread(own, true);
      spread(own, false);
      spread(own, true);
    }
  }

  private static void centre(Link link) {
    link.upperX = link.upper.centre();
    link.lowerX = link.lower.centre();
  }

  private void spread(List<Link> links, boolean isUpper) {
    Map<Integer, List<Link>> byBox =
        links.stream()
            .filter(link -> end(link, isUpper).isBox())
            .collect(
                Collectors.groupingBy(
                    link -> end(link, isUpper).number, TreeMap::new, Collectors.toList()));
    byBox.values().forEach(own -> spreadAt(end(own.getFirst(), isUpper), own, isUpper));
  }

  private void spreadAt(Element box, List<Link> links, boolean isUpper) {
    List<Link> sorted =
        links.stream().sorted(Comparator.comparingInt(link -> end(link, !isUpper).order)).toList();
    int first = box.left + box.inset + inset;
    int last = box.left + box.width - 1 - box.inset - inset - (sorted.size() - 1) * distance;
    var wanted = new double[sorted.size()];
    var weights = new int[sorted.size()];
    var distances = new int[sorted.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = isUpper ? sorted.get(i).lowerX : sorted.get(i).upperX;
      weights[i] = 1;
      distances[i] = distance;
    }
    int[] fitted = Spacing.fit(wanted, weights, distances);
    for (int i = 0; i < wanted.length; i++) {
      int step = i * distance;
      int x = Math.clamp(fitted[i] - step, first, Math.max(first, last)) + step;
      if (isUpper) {
        sorted.get(i).upperX = x;
      } else {
        sorted.get(i).lowerX = x;
      }
    }
  }

  private static Element end(Link link, boolean isUpper) {
    return isUpper ? link.upper : link.lower;
  }
}
