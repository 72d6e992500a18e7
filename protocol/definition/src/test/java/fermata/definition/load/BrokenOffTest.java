package fermata.definition.load;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.text.SourceText;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A check that nobody wants any longer. */
class BrokenOffTest {

  private static final ReadAgent READ =
      AgentLoader.read(
          new SourceText("a.agent.yaml", "agent: a\nnodes: {a: {set: {n: 1}, next: b}}\n"),
          Surroundings.builtin());

  @Test
  void endsAtTheNextRule() {
    assertThat(AgentLoader.checkWhile(READ, () -> false)).isEmpty();
    var asked = new AtomicInteger();
    assertThat(AgentLoader.checkWhile(READ, () -> asked.incrementAndGet() < 3)).isEmpty();
    assertThat(asked).hasValue(3);
  }

  @Test
  void isWholeWhereItIsWantedToTheEnd() {
    assertThat(AgentLoader.checkWhile(READ, () -> true).orElseThrow().problems())
        .isEqualTo(AgentLoader.check(READ).problems())
        .isNotEmpty();
  }
}
