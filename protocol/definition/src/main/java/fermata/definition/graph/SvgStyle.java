package fermata.definition.graph;

import java.util.List;
import java.util.stream.Collectors;

/** The styles and arrow heads of every SVG. */
final class SvgStyle {

  private static final List<String> WAYS =
      List.of("success", "failure", "timeout", "denied", "always");

  private static final String LIGHT =
      """
      .page { fill: #ffffff }
      .box { fill: #f6f8fa; stroke: #8c959f; stroke-width: 1.2 }
      .last { stroke: #24292f; stroke-width: 2.4 }
      text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; text-anchor: middle }
      .name { font-size: 13px; font-weight: 600; fill: #1f2328 }
      .caption { font-size: 11px; fill: #59636e }
      .words { font-size: 11px }
      .aside { text-anchor: start }
      .kind, .transform { fill: #6e7781 } .llm { fill: #8250df } .tool { fill: #0969da } .human { fill: #bf8700 } .router { fill: #1a7f37 }
      .agent { fill: #bf3989 } .map { fill: #1b7c83 } .wait { fill: #9a6700 } .emit { fill: #bc4c00 } .workflow { fill: #0550ae } .code { fill: #cf222e }
      path { fill: none; stroke-width: 1.4 }
      .failure path, .timeout path, .denied path { stroke-dasharray: 5 4 }
      .always path { stroke-width: 2.2 }
      .success path { stroke: #57606a } text.success, .head-success { fill: #424a53 }
      .failure path { stroke: #cf222e } text.failure, .head-failure { fill: #cf222e }
      .timeout path { stroke: #9a6700 } text.timeout, .head-timeout { fill: #9a6700 }
      .denied path { stroke: #a40e78 } text.denied, .head-denied { fill: #a40e78 }
      .always path { stroke: #57606a } text.always, .head-always { fill: #424a53 }
      """;

  private static final String DARK =
      """
      @media (prefers-color-scheme: dark) {
      .page { fill: #0d1117 }
      .box { fill: #161b22; stroke: #6e7681 }
      .last { stroke: #e6edf3 }
      .name { fill: #f0f6fc }
      .caption { fill: #9198a1 }
      .kind, .transform { fill: #9198a1 } .llm { fill: #a371f7 } .tool { fill: #4493f8 } .human { fill: #d29922 } .router { fill: #3fb950 }
      .agent { fill: #db61a2 } .map { fill: #39c5cf } .wait { fill: #e3b341 } .emit { fill: #f0883e } .workflow { fill: #79c0ff } .code { fill: #ff7b72 }
      .success path { stroke: #8b949e } text.success, .head-success { fill: #b1bac4 }
      .failure path { stroke: #f85149 } text.failure, .head-failure { fill: #f85149 }
      .timeout path { stroke: #d29922 } text.timeout, .head-timeout { fill: #d29922 }
      .denied path { stroke: #db61a2 } text.denied, .head-denied { fill: #db61a2 }
      .always path { stroke: #8b949e } text.always, .head-always { fill: #b1bac4 }
      }
      """;

  /** What stands between the start of a document and its first element. */
  static final String TEXT =
      "<style>\n" + LIGHT + DARK + "</style>\n<defs>\n" + heads() + "</defs>\n";

  private SvgStyle() {}

  private static String heads() {
    return WAYS.stream()
        .map(
            way ->
                "<marker id=\"arrow-"
                    + way
                    + "\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" markerUnits=\"userSpaceOnUse\""
                    + " markerWidth=\"8\" markerHeight=\"8\" orient=\"auto-start-reverse\">"
                    + "<polygon class=\"head-"
                    + way
                    + "\" points=\"0,0.5 8,4 0,7.5\"/></marker>\n")
        .collect(Collectors.joining());
  }
}
