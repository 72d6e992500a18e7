package fermata.lsp.convert;

import fermata.definition.text.Problem;
import fermata.lsp.document.DocumentSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.WorkspaceEdit;

/** The fixes of a problem as code actions. */
public final class CodeActions {

  private CodeActions() {}

  /** {@return one action for each fix; a single one is preferred} */
  public static List<CodeAction> of(DocumentSnapshot document, Problem problem) {
    var actions = new ArrayList<CodeAction>();
    for (Problem.Fix fix : problem.fixes()) {
      var action = new CodeAction(fix.title());
      action.setKind(CodeActionKind.QuickFix);
      action.setIsPreferred(problem.fixes().size() == 1);
      action.setDiagnostics(List.of(Diagnostics.diagnostic(document, problem)));
      action.setEdit(
          new WorkspaceEdit(
              Map.of(
                  document.uri(),
                  fix.edits().stream().map(edit -> Places.edit(document, edit)).toList())));
      actions.add(action);
    }
    return actions;
  }
}
