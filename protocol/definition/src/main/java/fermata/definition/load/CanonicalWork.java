package fermata.definition.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.Node;
import fermata.definition.model.WorkflowPart;

/** The canonical form of what workflows and code nodes have of their own. */
final class CanonicalWork {

  private CanonicalWork() {}

  static void workflow(ObjectNode form, Node.Workflow workflow) {
    ArrayNode steps = form.putArray("steps");
    workflow.parts().values().forEach(part -> part(steps.addObject(), part));
    if (workflow.result() != null) {
      form.set("return", CanonicalNodes.values(workflow.result()));
    }
  }

  private static void part(ObjectNode form, WorkflowPart part) {
    form.put("id", part.id()).put("tool", part.tool().value());
    form.set("args", CanonicalNodes.values(part.args()));
    form.set("needs", CanonicalForm.texts(part.needs().stream().distinct().sorted().toList()));
    form.set("retry", CanonicalNodes.retry(part.retry()));
    form.put("continue_on_error", part.continuesOnError());
  }

  static void code(ObjectNode form, Node.Code code) {
    form.put("runtime", code.runtime()).put("source", code.source());
    form.set("args", CanonicalNodes.values(code.args()));
    form.set("files", CanonicalForm.texts(code.files()));
  }
}
