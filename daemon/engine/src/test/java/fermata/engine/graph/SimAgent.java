package fermata.engine.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Agents by chance, as texts: fan-outs, joins, loops, retries, questions, limits, and mistakes.
 *
 * <p>The same numbers give the same text. Every agent ends: steps are limited, questions and
 * attempts too.
 */
final class SimAgent {

  /** Tools by what is promised of them. */
  static final List<String> TOOLS =
      List.of(
          "look readOnly",
          "put idempotent",
          "send",
          "skip onUnknown=skip",
          "again onUnknown=retry",
          "halt onUnknown=fail",
          "agent:other");

  private static final List<String> CONDITIONS =
      List.of(
          "state.n < 4",
          "state.n % 2 == 0",
          "usage.steps > 6",
          "size(state.log) < 3",
          "state.n < context.last.n",
          "!has(nodes.n0.x)",
          "state.n < 2 || 12 / (state.n - 2) < 5",
          "true");

  private static final List<String> TRIGGERS = List.of("timeout", "denied", "always");

  private final RandomGenerator random;
  private final int count;
  private final StringBuilder text = new StringBuilder();

  private SimAgent(RandomGenerator random) {
    this.random = random;
    this.count = random.nextInt(3, 12);
  }

  static String text(RandomGenerator random) {
    return new SimAgent(random).write();
  }

  private String write() {
    line("agent: sim");
    line("model: sim/one");
    maybe(30, "models: [sim/two]");
    line("subscriptions: [{on: {schema: tick.v1}, role: context, as: last}]");
    line("tools: [look, put, send, skip, again, halt, agent:other]");
    maybe(10, "deny: [halt]");
    line("recovery: " + one("resume", "resume", "fail", "ask"));
    line("approvals: " + approvals());
    limits();
    maybe(40, "on_limit: " + one("ask", "{degrade: sim/two}"));
    maybe(40, "goal: " + goal());
    line("state:");
    line("  n: {type: integer, reduce: add, default: 0}");
    line("  seen: {type: integer, reduce: add, default: 0, scope: session}");
    line("  log: {type: array, reduce: append, default: []}");
    line("  who: {reduce: " + one("last", "first", "error", "error") + "}");
    line("nodes:");
    for (int i = 0; i < count; i++) {
      line("  n" + i + ": {" + node(i) + "}");
    }
    bodies();
    edges();
    return text.toString();
  }

  private void limits() {
    line("limits:");
    line("  steps: " + random.nextInt(5, 60));
    maybe(30, "  tool_calls: " + random.nextInt(2, 30));
    maybe(20, "  tokens: " + random.nextInt(1_000, 30_000));
    maybe(20, "  cost_usd: 0.0" + random.nextInt(1, 9));
    maybe(30, "  duration: " + random.nextInt(1, 40) + "m");
    maybe(20, "  deadline: " + random.nextInt(1, 90) + "h");
  }

  private String goal() {
    return "{success: [{id: small, measure: \"${{ state.n < 9 }}\", weight: 2}"
        + one("", ", {id: said, judge: \"It says ${{ state.n }}.\"}")
        + "], constraints: [{id: few, kind: "
        + one("hard", "soft")
        + ", check: \"${{ "
        + one("state.n < 6", "usage.steps < 30", "nodes.n0.x < 5")
        + " }}\"}]}";
  }

  private String approvals() {
    String rule = "{tool: send, when: \"${{ " + one("args.n > 1", "true") + " }}\", then: %s}";
    return "{default: "
        + one("allow", "allow", "allow", "ask", "deny")
        + ", rules: ["
        + rule.formatted(one("ask", "allow", "deny"))
        + "]}";
  }

  private String node(int index) {
    var keys = new ArrayList<String>();
    if (index < count - 1 && chance(12)) {
      keys.add(map());
      return String.join(", ", keys);
    }
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> tool(keys);
      case 4, 5, 6 -> keys.add("set: {" + String.join(", ", writes(index)) + "}");
      case 7, 8 -> model(keys);
      case 9 -> human(keys);
      case 10, 11 -> waiting(keys);
      case 12 ->
          keys.add(
              "schema: tick.v1, data: {n: \"${{ state.n }}\"}, tags: [sim, \"${{ run.id }}\"]");
      case 13 -> workflow(keys);
      case 14 -> child(keys);
      default -> routes(keys, index);
    }
    if (chance(10)) {
      keys.add("when: \"${{ " + condition() + " }}\"");
    }
    if (chance(10)) {
      keys.add("visits: " + random.nextInt(1, 4));
    }
    if (chance(15)) {
      keys.add("join: " + join());
    }
    if (chance(15)) {
      keys.add("on_error: " + one("continue", "fail", later(index)));
    }
    access(keys);
    return String.join(", ", keys);
  }

  private void access(List<String> keys) {
    if (chance(15)) {
      keys.add("inputs: {given: \"${{ " + one("state.n * 2", "1 / state.n") + " }}\"}");
    }
    if (chance(10)) {
      keys.add("reads: " + one("[n]", "[n, log]", "[]"));
    }
    if (chance(15)) {
      keys.add("writes: " + one("[n]", "[n, log, who]", "[]"));
    }
  }

  private String join() {
    String deadline = chance(40) ? ", deadline: " + random.nextInt(5, 90) + "s" : "";
    String onError = chance(60) ? ", on_branch_error: continue" : "";
    return one(
        "any",
        "{count: " + random.nextInt(1, 4) + "}",
        "{wait: " + one("all", "any", "2") + deadline + onError + "}",
        "{on_branch_error: continue" + deadline + "}");
  }

  // The bodies are nodes of their own, which no other way leads to.
  private String map() {
    return "over: \"${{ %s }}\", do: %s, concurrency: %d, on_error: %s"
        .formatted(
            one("[1, 2, 3]", "[1, 2, 3, 4, 5]", "state.log", "[]", "nodes"),
            one("m0", "m0", "m3", "m5"),
            random.nextInt(1, 4),
            one("fail", "skip", "collect"));
  }

  private void bodies() {
    line("  m0: {tool: " + one("look", "send", "skip") + ", args: {n: \"${{ index }}\"}}");
    line("  m1: {set: {x: \"${{ item }}\", state.log: \"${{ index }}\", state.who: m1}}");
    line("  m2: {set: {x: \"${{ json(item) }}\"}, join: " + join() + "}");
    line("  m3: {over: \"${{ [item, item] }}\", do: m4, as: inner, on_error: collect}");
    line(
        "  m4: {" + one("tool: look", "set: {y: \"${{ inner }}\"}", "ask: \"${{ item }}?\"") + "}");
    line("  m5: {ask: \"${{ json(item) }}?\", timeout: 1h}");
  }

  private void edgesOfBodies() {
    line("  - {from: m0, to: m1}");
    line("  - {from: m0, to: m2}");
    maybe(50, "  - {from: m1, to: m2}");
    maybe(30, "  - {from: m0, to: m1, on: failure}");
  }

  private void tool(List<String> keys) {
    keys.add(
        "tool: "
            + (chance(3)
                ? "gone"
                : one("look", "agent:other", "put", "send", "skip", "again", "halt")));
    keys.add("args: {n: " + random.nextInt(4) + "}");
    attempts(keys);
    if (chance(10)) {
      keys.add("outputs: {n: {type: integer}}");
    }
  }

  private void workflow(List<String> keys) {
    var steps = new ArrayList<String>();
    int count = random.nextInt(1, 5);
    for (int i = 0; i < count; i++) {
      steps.add("{" + String.join(", ", part(i)) + "}");
    }
    keys.add("steps: [" + String.join(", ", steps) + "]");
    if (chance(30)) {
      keys.add("return: {n: \"${{ " + one("size(steps)", "steps.p0.n", "state.n") + " }}\"}");
    }
    if (chance(50)) {
      keys.add("timeout: " + random.nextInt(5, 90) + "s");
    }
  }

  private List<String> part(int index) {
    var keys = new ArrayList<String>();
    keys.add("id: p" + index);
    keys.add(
        "tool: "
            + (chance(3)
                ? "gone"
                : one("look", "put", "agent:other", "send", "skip", "again", "halt")));
    boolean needs = index > 0 && chance(60);
    if (needs) {
      int need = random.nextInt(index);
      keys.add("needs: [p" + need + "]");
      keys.add("args: {n: \"${{ coalesce(steps.p" + need + ".n, 1) }}\"}");
    }
    if (chance(40)) {
      String kinds = one("", ", on: [\"tool.*\"]", ", on: [tool.timeout]");
      keys.add("retry: {attempts: " + random.nextInt(1, 4) + ", backoff: 20s" + kinds + "}");
    }
    if (chance(30)) {
      keys.add("continue_on_error: true");
    }
    return keys;
  }

  private void model(List<String> keys) {
    keys.add("prompt: \"${{ state.n }} of ${{ json(state.log) }}\"");
    keys.add("max_turns: " + random.nextInt(1, 9));
    attempts(keys);
    if (chance(20)) {
      keys.add("budget: {cost_usd: 0.00" + random.nextInt(1, 9) + ", tool_calls: 3}");
    }
    boolean isInteractive = chance(20);
    if (isInteractive || chance(50)) {
      keys.add("outputs: {n: {type: integer}, why: {type: string, default: none}}");
    }
    if (isInteractive) {
      keys.add("interactive: true");
    } else if (keys.stream().anyMatch(key -> key.startsWith("outputs:")) && chance(30)) {
      keys.add("outputs_by: reply");
    }
    if (chance(50)) {
      keys.add("on_full: summarize");
    }
    if (chance(10)) {
      keys.add("images: [a.png]");
    }
    if (chance(25)) {
      keys.add("conversation: continue");
    }
    if (chance(50)) {
      keys.add("judge: \"It says ${{ state.n }}.\"");
    }
    if (chance(40)) {
      keys.add("on_stall: " + one("nudge", "ask"));
    }
  }

  private void attempts(List<String> keys) {
    if (chance(60)) {
      String kinds =
          one("", "", ", on: [\"tool.*\", \"agent.*\", \"model.*\"]", ", on: [tool.timeout]");
      keys.add("retry: {attempts: " + random.nextInt(1, 4) + ", backoff: 20s" + kinds + "}");
    }
    if (chance(50)) {
      keys.add("timeout: " + random.nextInt(5, 90) + "s");
    }
  }

  private void waiting(List<String> keys) {
    String path = "{path: $.n, op: " + one("eq", "gte", "exists") + ", value: ";
    switch (random.nextInt(4)) {
      case 0 -> keys.add("for: " + random.nextInt(1, 90) + "s");
      case 1 -> keys.add("until: \"" + one("2026-01-01T00:05:00Z", "${{ 'never' + '' }}") + "\"");
      default ->
          keys.add(
              "event: {schema: tick.v1, where: ["
                  + path
                  + one("1", "\"${{ state.n }}\"", "true")
                  + "}], when: \"${{ event.n <= "
                  + one("5", "state.n + 2")
                  + " }}\"}");
    }
    if (chance(60)) {
      keys.add("timeout: " + random.nextInt(5, 90) + "s");
    }
  }

  private void child(List<String> keys) {
    keys.add("agent: other");
    keys.add("input: {n: \"${{ state.n }}\"}");
    attempts(keys);
    if (chance(30)) {
      keys.add("budget: {cost_usd: 0.00" + random.nextInt(1, 9) + ", steps: 3, tool_calls: 2}");
    }
  }

  private void human(List<String> keys) {
    keys.add("ask: \"And ${{ state.n }}?\"");
    keys.add(
        one(
            "kind: human",
            "choices: [red, green]",
            "approve: true",
            "answer: {n: {type: integer}, note: {type: string, required: false}}"));
    if (chance(50)) {
      keys.add("timeout: " + random.nextInt(1, 9) + "h");
    }
  }

  private void routes(List<String> keys, int index) {
    maybeKey(keys, 40, "decide: Which?");
    keys.add(
        "routes: [{to: %s, when: \"${{ %s }}\"}, {to: %s}]"
            .formatted(later(index), condition(), later(index)));
  }

  private List<String> writes(int index) {
    var writes = new ArrayList<String>();
    writes.add("x: \"${{ " + (chance(5) ? "1 / state.n" : one("state.n", "usage.steps")) + " }}\"");
    if (chance(70)) {
      writes.add("state.n: " + (chance(5) ? "many" : "1"));
    }
    if (chance(50)) {
      writes.add("state.log: n" + index);
    }
    if (chance(40)) {
      writes.add("state.who: n" + index);
    }
    return writes;
  }

  private void edges() {
    line("edges:");
    line("  - {from: n0, to: n1}");
    edgesOfBodies();
    for (int i = 0; i < count; i++) {
      int ways = i == count - 1 ? 0 : random.nextInt(4);
      for (int way = 0; way < ways; way++) {
        String when = chance(30) ? ", when: \"${{ " + condition() + " }}\"" : "";
        String priority = chance(10) ? ", priority: " + random.nextInt(3) : "";
        String given =
            chance(10) ? ", map: {n: \"${{ " + one("state.n", "1 / state.n") + " }}\"}" : "";
        String decide = chance(8) ? ", decide: \"And ${{ state.n }}?\"" : "";
        line(
            "  - {from: n%d, to: %s%s%s%s%s}"
                .formatted(i, later(i), when, priority, given, decide));
      }
      if (chance(20)) {
        line("  - {from: n%d, to: %s, default: true}".formatted(i, later(i)));
      }
      if (chance(75)) {
        line("  - {from: n%d, to: %s, on: failure}".formatted(i, later(i)));
      }
      if (chance(20)) {
        String on = TRIGGERS.get(random.nextInt(TRIGGERS.size()));
        line("  - {from: n%d, to: %s, on: %s}".formatted(i, later(i), on));
      }
      if (chance(15)) {
        line(
            "  - {from: n%d, to: n%d, when: \"${{ state.n < 5 }}\"}"
                .formatted(i, random.nextInt(i + 1)));
      }
    }
  }

  private void maybeKey(List<String> keys, int percent, String key) {
    if (chance(percent)) {
      keys.add(key);
    }
  }

  private String later(int index) {
    return "n" + (index >= count - 1 ? count - 1 : random.nextInt(index + 1, count));
  }

  private String condition() {
    return CONDITIONS.get(random.nextInt(CONDITIONS.size()));
  }

  private String one(String... options) {
    return options[random.nextInt(options.length)];
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void maybe(int percent, String line) {
    if (chance(percent)) {
      line(line);
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
