package fermata.definition.check.key;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Words that other systems have for our keys: workflow engines, build servers, agent frameworks.
 *
 * <p>Somebody who comes from one of them writes the word that they know, and no spelling of ours is
 * near it.
 */
final class OtherWords {

  private static final Map<String, List<String>> OURS =
      Map.ofEntries(
          Map.entry("map", List.of("over")),
          Map.entry("foreach", List.of("over")),
          Map.entry("for_each", List.of("over")),
          Map.entry("forEach", List.of("over")),
          Map.entry("items", List.of("over")),
          Map.entry("loop", List.of("over")),
          Map.entry("node", List.of("do")),
          Map.entry("body", List.of("do")),
          Map.entry("instructions", List.of("prompt")),
          Map.entry("user_prompt", List.of("prompt")),
          Map.entry("question", List.of("ask")),
          Map.entry("interrupt", List.of("ask")),
          Map.entry("options", List.of("choices")),
          Map.entry("action", List.of("tool")),
          Map.entry("uses", List.of("tool")),
          Map.entry("arguments", List.of("args")),
          Map.entry("with", List.of("args", "inputs")),
          Map.entry("parameters", List.of("args")),
          Map.entry("sub_agent", List.of("agent")),
          Map.entry("subgraph", List.of("agent")),
          Map.entry("condition", List.of("when")),
          Map.entry("if", List.of("when")),
          Map.entry("goto", List.of("next")),
          Map.entry("then", List.of("next")),
          Map.entry("retries", List.of("retry")),
          Map.entry("max_visits", List.of("visits")),
          Map.entry("max_iterations", List.of("visits")),
          Map.entry("parallelism", List.of("concurrency")),
          Map.entry("max_concurrency", List.of("concurrency")),
          Map.entry("cases", List.of("routes")),
          Map.entry("sleep", List.of("for")),
          Map.entry("max", List.of("attempts")),
          Map.entry("count", List.of("attempts")),
          Map.entry("times", List.of("attempts")),
          Map.entry("limit", List.of("attempts")),
          Map.entry("max_attempts", List.of("attempts")),
          Map.entry("max_retries", List.of("attempts", "retry")),
          Map.entry("interval", List.of("backoff")),
          Map.entry("wait", List.of("backoff")),
          Map.entry("delay", List.of("for", "backoff")));

  private OtherWords() {}

  /** {@return our keys for a word, of those that may stand in its place} */
  static List<String> meant(String word, Collection<String> known) {
    return OURS.getOrDefault(word, List.of()).stream().filter(known::contains).toList();
  }
}
