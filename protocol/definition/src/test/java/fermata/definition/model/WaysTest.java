package fermata.definition.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaysTest {

  // a → b ⇄ c → d, and e → e.
  private static final Ways WAYS = ways("a b", "b c", "c b", "c d", "e e");

  @Test
  void edgesOfANodeStandInTheOrderOfTheFile() {
    assertThat(WAYS.from(node("c"))).extracting(Edge::to).containsExactly(node("b"), node("d"));
    assertThat(WAYS.from(node("d"))).isEmpty();
    assertThat(WAYS.edges()).hasSize(5);
  }

  @Test
  void everythingDownTheEdgesIsReached() {
    assertThat(reached("a")).containsExactly("b", "c", "d");
    assertThat(reached("d")).isEmpty();
  }

  @Test
  void aNodeReachesItselfRoundACycleOnly() {
    assertThat(reached("b")).containsExactly("b", "c", "d");
    assertThat(reached("e")).containsExactly("e");
    assertThat(reached("a")).doesNotContain("a");
  }

  @Test
  void waysAreTheSameWhereTheirEdgesAre() {
    assertThat(ways("a b")).isEqualTo(ways("a b")).hasSameHashCodeAs(ways("a b"));
    assertThat(ways("a b")).isNotEqualTo(ways("b a"));
  }

  private static List<String> reached(String from) {
    return Stream.of("a", "b", "c", "d", "e")
        .filter(to -> WAYS.lead(node(from), node(to)))
        .toList();
  }

  private static Ways ways(String... edges) {
    return Ways.of(Stream.of(edges).map(WaysTest::edge).toList());
  }

  private static Edge edge(String nodes) {
    return new Edge(
        node(nodes.substring(0, 1)),
        node(nodes.substring(2)),
        EdgeTrigger.SUCCESS,
        null,
        false,
        0,
        "",
        Ordered.empty(),
        null,
        "");
  }

  private static NodeId node(String id) {
    return new NodeId(id);
  }
}
