package fermata.definition.yaml;

import java.util.List;

/** Good texts with every construct in them. */
public final class Samples {

  public static final String AGENT =
      """
      # Decides refund requests.
      agent: refund-desk
      version: 1.2.0
      variables: &vars {currency: EUR, max: 100}
      input:
        order_id: {type: string}
        message: {type: string, description: "what \\u00e9 \\"they\\" wrote"}
      tools: [orders.lookup, 'web.fetch', "mcp:filesystem/*"]
      nodes:
        triage:
          kind: llm
          system: |
            You decide refund requests.
              - fairly

            Policy: ${{ vars.currency }}
          prompt: ${{ input.message }}
          retry: {attempts: 3, backoff: 2s, on: [model.overloaded]}
        confirm:
          kind: human
          ask: Refund ${{ nodes.triage.amount }}
            of ${{ vars.currency }}?
          answer:
            approve: {type: boolean}
      edges:
        - {from: triage, to: confirm, when: "${{ output.amount > 100 }}"}
        - from: confirm
          to: triage
          default: true
        -   to: x
            from: y
      x-more: *vars
      """;

  static final String FEATURES =
      """
      %YAML 1.2
      ---
      ? complex key
      : - a
        - - nested
          - !!str 12
        -
          key: &anchor value
      ? [flow, key]
      : >-
        folded text
        goes on

          more indented

        end
      defaults: &defaults {a: 1, b: [x, {y: z}]}
      merged:
        <<: *defaults
        c: 'it''s'
      plain over
       lines: no
      empty:
      zero:
      - one
      - two: 2
        three: 3
      keep: |+2
          kept

      escapes: "a\\tb \\
        joined

        folded \\x41 \\U0001F600"
      json: {"a":1,"b":[true,false,null,-1.5e3],"c":{"d":"e"}}
      ...
      """;

  static final String JSON =
      """
      {
        "agent": "x",
        "nodes": {
          "a": {"kind": "llm", "prompt": "hi: \\"there\\""},
          "b": {"kind": "tool", "args": {"n": [1, 2, 3]}}
        },
        "edges": [
          {"from": "a", "to": "b"}
        ]
      }
      """;

  public static final List<String> ALL =
      List.of(AGENT, FEATURES, JSON, AGENT.replace("\n", "\r\n"), "", "a", "- a\n- b\n");

  private Samples() {}
}
