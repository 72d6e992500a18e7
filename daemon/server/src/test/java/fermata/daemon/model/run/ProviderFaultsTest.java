package fermata.daemon.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.daemon.model.StandIn;
import fermata.daemon.model.catalog.ProviderEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every protocol meets every fault of a server that sends what it was told, byte for byte. */
class ProviderFaultsTest {

  private static final Duration SILENCE = Duration.ofMillis(700);
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  @TempDir private Path folder;

  /** A reply of each protocol that says the same. */
  enum Wire {
    CHAT(
        "openai",
        "OPENAI_BASE_URL",
        """
        data: {"choices":[{"index":0,"delta":{"content":"Grüße "}}]}

        : a sign of life

        """,
        """
        data: {"choices":[{"index":0,"delta":{"content":"😀"},"finish_reason":"stop"}]}

        data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}

        data: [DONE]

        """),
    RESPONSES(
        "openai-responses",
        "OPENAI_BASE_URL",
        """
        event: response.output_text.delta
        data: {"type":"response.output_text.delta","delta":"Grüße "}

        """,
        """
        data: {"type":"response.output_text.delta","delta":"😀"}

        data: {"type":"response.completed","response":{"usage":{"input_tokens":7,"output_tokens":3}}}

        """),
    ANTHROPIC(
        "anthropic",
        "ANTHROPIC_BASE_URL",
        """
        data: {"type":"message_start","message":{"usage":{"input_tokens":7}}}

        data: {"type":"ping"}

        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Grüße "}}

        """,
        """
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"😀"}}

        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}

        data: {"type":"message_stop"}

        """),
    GEMINI(
        "gemini",
        "GEMINI_BASE_URL",
        """
        data: {"candidates":[{"content":{"parts":[{"text":"Grüße "}]}}]}

        """,
        """
        data: {"candidates":[{"content":{"parts":[{"text":"😀"}]},"finishReason":"STOP"}],
        data: "usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":3}}

        """),
    OLLAMA(
        "ollama-native",
        "OLLAMA_HOST_URL",
        """
        {"message":{"content":"Grüße "},"done":false}
        """,
        """
        {"message":{"content":"😀"},"done":true,"prompt_eval_count":7,"eval_count":3}
        """);

    private final String provider;
    private final String variable;
    private final String first;
    private final String rest;

    Wire(String provider, String variable, String first, String rest) {
      this.provider = provider;
      this.variable = variable;
      this.first = first;
      this.rest = rest;
    }

    private String said(String what) {
      return "failed " + what.replaceFirst(": ", ": " + provider + " ");
    }
  }

  private List<String> asked(Wire wire, RawProvider.Reply reply) {
    return asked(wire, reply, PATIENCE);
  }

  // A server of its own each time: what one leaves over is not for the next.
  private List<String> asked(Wire wire, RawProvider.Reply reply, Duration silence) {
    try (RawProvider server = RawProvider.start();
        TestModels models = new TestModels(folder)) {
      server.add(reply);
      models.withSilence(silence);
      models.with(wire.variable.replace("BASE_URL", "API_KEY"), StandIn.KEY);
      models.with(wire.variable, server.baseUrl());
      String request = "{\"model\": \"" + wire.provider + "/any\", \"prompt\": \"Hello\"}";
      return Heard.shown(models.ask(request, new Heard()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> asked(Wire wire, String body, String end) {
    return asked(wire, reply(200, body, 9, end));
  }

  private static RawProvider.Reply reply(int status, String body, int split, String end) {
    var headers = Map.of("Content-Type", "text/event-stream", "Retry-After", "7");
    return new RawProvider.Reply(status, headers, body, split, end);
  }

  @ParameterizedTest
  @EnumSource
  void aReplyIsTheSameHoweverItIsCutIntoFrames(Wire wire) {
    String whole = wire.first + wire.rest;
    for (String body : List.of(whole, whole.replace("\n", "\r\n"))) {
      for (int split : new int[] {1, 2, 7, 64, 4_096}) {
        assertThat(asked(wire, reply(200, body, split, "ok")))
            .as("%d bytes at once", split)
            .contains("  text \"Grüße 😀\"")
            .anyMatch(line -> line.startsWith("replied STOP, 7 + 3 tokens"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatIsCutIsNoReply(Wire wire) {
    // The client may hear of the end before it has read what came before it.
    assertThat(asked(wire, wire.first, "cut"))
        .singleElement()
        .asString()
        .matches(
            wire.said("model.bad-reply, retryable: broke off after [06] characters of the reply"));
    assertThat(asked(wire, wire.first, "ok"))
        .containsExactly(
            wire.said(
                "model.bad-reply, retryable: ended the stream after 6 characters, too early"));
  }

  @ParameterizedTest
  @EnumSource
  void silenceEndsBeforeTheFirstWordAndAfterIt(Wire wire) {
    String stood = wire.said("model.timeout, retryable: stood still for 700ms");

    assertThat(asked(wire, reply(200, "", 9, "silent"), SILENCE)).containsExactly(stood);
    assertThat(asked(wire, reply(200, wire.first, 9, "silent"), SILENCE)).containsExactly(stood);
  }

  @ParameterizedTest
  @EnumSource
  void garbageIsNoReply(Wire wire) {
    String frame = wire == Wire.OLLAMA ? "{{{ %s\n" : "data: {{{ %s\n\n";

    assertThat(asked(wire, wire.first + frame.formatted(StandIn.KEY), "ok"))
        .containsExactly(wire.said("model.bad-reply, retryable: sent a piece that is not JSON"));
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatHasTooMuchToDoIsAskedAgainWhenItSays(Wire wire) {
    assertThat(asked(wire, reply(429, "{\"error\":{}}", 9, "ok")))
        .containsExactly(
            wire.said(
                "model.rate-limited, retryable after PT7S: limits the rate of requests (status 429)"));
    assertThat(asked(wire, reply(500, "<html>" + StandIn.KEY, 9, "ok")))
        .containsExactly(
            wire.said(
                "model.overloaded, retryable after PT7S: is overloaded or broken (status 500)"));
  }

  @Test
  void everyProtocolIsHere() {
    assertThat(Wire.values()).hasSameSizeAs(ProviderEntry.Protocol.values());
  }
}
