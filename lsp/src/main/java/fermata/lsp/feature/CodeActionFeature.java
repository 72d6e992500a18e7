package fermata.lsp.feature;

import fermata.definition.refactor.Refactoring;
import fermata.definition.refactor.Refactorings;
import fermata.definition.text.FileForm;
import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.lsp.convert.CodeActions;
import fermata.lsp.convert.EditStyle;
import fermata.lsp.convert.LazyStyle;
import fermata.lsp.convert.Places;
import fermata.lsp.convert.WorkspaceEdits;
import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.OutdatedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** The fixes of the problems in a range, and other ways to write what is there. Stateless. */
public final class CodeActionFeature {

  /** The kind of the action that fixes all that leaves nothing to choose. */
  public static final String FIX_ALL = CodeActionKind.SourceFixAll + ".fermata";

  /**
   * {@return the fixes, best first for each problem, and then what else could be written}
   *
   * @param only the kinds that the editor wants; empty for all
   */
  public List<Either<Command, CodeAction>> actions(
      DocumentSnapshot document, Range range, List<String> only, EditStyle style, LazyStyle lazy) {
    List<CodeAction> actions = actions(document, range, only, style);
    if (lazy.edits()) {
      for (int at = 0; at < actions.size(); at++) {
        new LaterEdits(document.uri(), document.version(), range, only, at).defer(actions.get(at));
      }
    }
    return actions.stream().map(Either::<Command, CodeAction>forRight).toList();
  }

  /** {@return the document that an action without its edit is of} */
  public static Optional<String> uriOf(CodeAction action) {
    return LaterEdits.of(action).map(LaterEdits::uri);
  }

  /**
   * {@return the action with its edit}
   *
   * @throws OutdatedException where the text is no longer the one that the action was offered for
   */
  public CodeAction resolve(DocumentSnapshot document, CodeAction action, EditStyle style) {
    LaterEdits later = LaterEdits.of(action).orElseThrow();
    if (later.version() != document.version()) {
      throw new OutdatedException(document.uri());
    }
    actions(document, later.range(), later.only(), style).stream()
        .skip(later.at())
        .findFirst()
        .ifPresent(known -> action.setEdit(known.getEdit()));
    return action;
  }

  private static List<CodeAction> actions(
      DocumentSnapshot document, Range range, List<String> only, EditStyle style) {
    Span wanted = span(document, range);
    var actions = new ArrayList<CodeAction>();
    if (wants(only, CodeActionKind.QuickFix)) {
      document.analysis().problems().stream()
          .filter(problem -> meets(problem, wanted))
          .forEach(problem -> actions.addAll(CodeActions.of(document, problem)));
    }
    boolean isProse = document.reading().source().form() == FileForm.PROSE;
    if (!isProse
        && (wants(only, CodeActionKind.RefactorRewrite)
            || wants(only, CodeActionKind.RefactorExtract)
            || wants(only, CodeActionKind.RefactorInline))) {
      Refactorings.at(document.analysis(), wanted.start()).stream()
          .filter(refactoring -> isPossible(document, refactoring, style))
          .map(refactoring -> CodeActions.of(document, refactoring, style))
          .filter(action -> wants(only, action.getKind()))
          .forEach(actions::add);
    }
    if (!only.isEmpty() && wants(only, FIX_ALL)) {
      FixAll.of(document).map(edit -> fixAll(document, edit, style)).ifPresent(actions::add);
    }
    return actions;
  }

  private static CodeAction fixAll(DocumentSnapshot document, TextEdit edit, EditStyle style) {
    var action = new CodeAction("Fix all that leaves nothing to choose");
    action.setKind(FIX_ALL);
    action.setEdit(WorkspaceEdits.of(document, List.of(edit), style));
    return action;
  }

  /** A kind stands for all kinds below it. */
  private static boolean wants(List<String> only, String kind) {
    return only.isEmpty()
        || only.stream().anyMatch(wanted -> kind.equals(wanted) || kind.startsWith(wanted + "."));
  }

  private static boolean isPossible(
      DocumentSnapshot document, Refactoring refactoring, EditStyle style) {
    Refactoring.NewFile file = refactoring.file();
    String renamed = refactoring.newName();
    return (file == null || (style.canCreateFiles() && isFree(document, file.path())))
        && (renamed == null || (style.canRenameFiles() && isFree(document, renamed)));
  }

  private static boolean isFree(DocumentSnapshot document, String path) {
    return AgentFiles.newBeside(document.uri(), path).isPresent();
  }

  private static boolean meets(Problem problem, Span wanted) {
    return problem.span().start() <= wanted.end() && wanted.start() <= problem.span().end();
  }

  private static Span span(DocumentSnapshot document, Range range) {
    int start = Places.offset(document, range.getStart());
    return new Span(start, Math.max(start, Places.offset(document, range.getEnd())));
  }
}
