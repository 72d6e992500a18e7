package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fermata tools}, as somebody uses it who writes a tool. */
class ToolsTest {

  @TempDir Path folder;
  private Fermata fermata;

  @BeforeEach
  void start() throws IOException {
    fermata = new Fermata(folder);
    Files.writeString(
        folder.resolve("shop.tools.yaml"),
        """
        tools:
          shop.price:
            description: Says what something costs. In euros.
            command: [sh, price.sh]
            input:
              item: {type: string, description: What is bought.}
              count: {type: integer, default: 1}
            output: {price: {type: number}}
            read_only: true
        """);
    Files.writeString(folder.resolve("price.sh"), "cat > asked; echo '{\"price\": 2.5}'\n");
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  private Fermata.Ended tools(String... words) {
    var all = new ArrayList<String>(List.of("tools"));
    all.addAll(List.of(words));
    all.addAll(List.of("--workspace", folder.toString()));
    return fermata.run(all.toArray(String[]::new));
  }

  @Test
  void areListedShownAndCalled() throws IOException {
    assertThat(tools().expect(0).out())
        .contains("shop.price")
        .contains("Says what something costs.")
        .doesNotContain("In euros");
    assertThat(tools("show", "shop.price").expect(0).out())
        .contains("In euros", "changes nothing", "item *", "count", "(default 1)", "price");
    assertThat(tools("call", "shop.price", "item=lamp", "count=2").expect(0).out())
        .isEqualToIgnoringWhitespace("{\"price\": 2.5}");
    assertThat(Files.readString(folder.resolve("asked")))
        .isEqualTo("{\"item\":\"lamp\",\"count\":2}\n");
  }

  @Test
  void saysWhatIsWrongWithACall() throws IOException {
    assertThat(tools("call", "shop.pric").expect(2).err()).contains("did you mean 'shop.price'");
    assertThat(tools("call", "shop.price", "count=many").expect(2).err())
        .contains("argument count: ", "many");
    assertThat(tools("call", "shop.price").expect(1).err()).contains("'item' is missing");
    Files.writeString(folder.resolve("price.sh"), "echo broken >&2; exit 3\n");
    assertThat(tools("call", "shop.price", "item=lamp").expect(1).err())
        .contains("tool.exit", "code 3", "broken");
  }

  @Test
  void callsOfASessionAreListedWithTheirEnds() throws IOException {
    Path agent =
        Files.writeString(
            folder.resolve("shop.agent.yaml"),
            """
            agent: shop
            approvals: {default: allow}
            nodes:
              ask: {tool: human.ask, args: {question: "Which?", options: [lamp, desk]}, outputs: {answer: {type: string}}, next: price}
              price: {tool: shop.price, args: {item: "${{ nodes.ask.answer }}"}, next: gone}
              gone: {tool: files.read, args: {path: nothing.txt}}
            """);
    fermata.run("run", agent.toString()).expect(3);
    assertThat(fermata.run("tools", "logs").expect(0).out()).contains("human.ask", "waits");
    fermata.run("answer", "--last", "--follow", "lamp").expect(1);
    assertThat(fermata.run("tools", "logs").expect(0).out())
        .containsSubsequence("human.ask", "done", "lamp", "shop.price", "done", "2.5")
        .containsSubsequence("files.read", "failed", "tool.file");
    assertThat(fermata.run("tools", "logs", "--json").expect(0).out().lines()).hasSize(3);
  }

  @Test
  void publishedEventsAreWaitedFor() {
    fermata.run("events", "publish", "lamp.sold.v1", "left=3").expect(0);
    assertThat(
            fermata
                .run("events", "wait", "lamp.sold.v1", "--from", "e1.0", "--timeout", "20s")
                .expect(0)
                .out())
        .contains("lamp.sold.v1", "left=3");
    assertThat(fermata.run("events", "wait", "never.v1", "--timeout", "0s").expect(1).err())
        .contains("no such event within 0s");
    assertThat(fermata.run("events", "wait").expect(2).err()).contains("wait for what?");
  }
}
