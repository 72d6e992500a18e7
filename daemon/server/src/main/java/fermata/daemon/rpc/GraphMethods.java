package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.definition.graph.DotText;
import fermata.definition.graph.MermaidText;
import fermata.definition.graph.Picture;
import fermata.definition.graph.SvgDrawing;
import fermata.definition.model.AgentDefinition;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.agent.AgentGraphParams;
import fermata.wire.method.agent.AgentGraphResult;
import fermata.wire.method.agent.GraphFormat;
import java.util.Objects;

/** {@code agent/graph}: pictures of definitions. */
final class GraphMethods {

  private final AgentMethods agents;

  GraphMethods(AgentMethods agents) {
    this.agents = agents;
  }

  /** A definition with errors is drawn as far as it can be read, as an editor wants it. */
  AgentGraphResult draw(AgentGraphParams params, RequestContext context) {
    GraphFormat format = Objects.requireNonNullElse(params.format(), GraphFormat.MERMAID);
    AgentDefinition definition = agents.read("/uri", params.uri(), params.text()).definition();
    if (definition == null || definition.nodes().isEmpty()) {
      throw RefusedException.of(
          DaemonErrorCode.AGENT_INVALID, params.uri() + " has no node that can be drawn");
    }
    return new AgentGraphResult(format, draw(format, Picture.of(definition)));
  }

  private static String draw(GraphFormat format, Picture picture) {
    return switch (format) {
      case MERMAID -> MermaidText.draw(picture);
      case DOT -> DotText.draw(picture);
      case SVG ->
          SvgDrawing.draw(picture)
              .orElseThrow(
                  () ->
                      RefusedException.of(
                          RpcError.of(
                                  DaemonErrorCode.LIMIT_EXCEEDED,
                                  picture.boxes().size()
                                      + " nodes are too many for an SVG; as dot, Graphviz draws it")
                              .with("limit", "nodes")
                              .with("value", picture.boxes().size())));
    };
  }
}
