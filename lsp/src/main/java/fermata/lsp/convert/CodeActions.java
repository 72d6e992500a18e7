package fermata.lsp.convert;

import fermata.definition.refactor.Refactoring;
import fermata.definition.suppress.IgnoreFixes;
import fermata.definition.text.FileForm;
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

  /**
   * {@return one action for each fix, a single one is preferred; then those that leave the problem
   * out}
   */
  public static List<CodeAction> of(DocumentSnapshot document, Problem problem) {
    var actions = new ArrayList<CodeAction>();
    for (Problem.Fix fix : problem.fixes()) {
      CodeAction action = action(document, problem, fix);
      action.setIsPreferred(problem.fixes().size() == 1);
      actions.add(action);
    }
    // A comment in a prompt is told to the model.
    if (document.reading().source().form() != FileForm.PROSE) {
      IgnoreFixes.of(document.reading().parsed().value(), problem)
          .forEach(fix -> actions.add(action(document, problem, fix)));
    }
    return actions;
  }

  private static CodeAction action(DocumentSnapshot document, Problem problem, Problem.Fix fix) {
    var action = new CodeAction(fix.title());
    action.setKind(CodeActionKind.QuickFix);
    action.setDiagnostics(List.of(Diagnostics.diagnostic(document, problem)));
    action.setEdit(
        new WorkspaceEdit(
            Map.of(
                document.uri(),
                fix.edits().stream().map(edit -> Places.edit(document, edit)).toList())));
    return action;
  }

  /** {@return the action of a refactoring, which the editor shows on request} */
  public static CodeAction of(DocumentSnapshot document, Refactoring refactoring, EditStyle style) {
    var action = new CodeAction(refactoring.title());
    action.setKind(kind(refactoring.kind()));
    action.setEdit(WorkspaceEdits.of(document, refactoring, style));
    return action;
  }

  private static String kind(Refactoring.Kind kind) {
    return switch (kind) {
      case REWRITE -> CodeActionKind.RefactorRewrite;
      case EXTRACT -> CodeActionKind.RefactorExtract;
      case INLINE -> CodeActionKind.RefactorInline;
    };
  }
}
