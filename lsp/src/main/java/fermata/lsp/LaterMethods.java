package fermata.lsp;

import com.google.gson.JsonPrimitive;
import fermata.lsp.convert.AssistStyle;
import fermata.lsp.convert.EditStyle;
import fermata.lsp.convert.HoverTexts;
import fermata.lsp.convert.LazyStyle;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import fermata.lsp.document.OutdatedException;
import fermata.lsp.feature.AssistFeature;
import fermata.lsp.feature.CodeActionFeature;
import fermata.lsp.feature.ReferenceLenses;
import fermata.lsp.relay.RunKnowledge;
import fermata.lsp.rpc.Handler;
import fermata.lsp.rpc.LspRouter;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What an editor asks for once somebody looks at it: the documentation of a completion, the edit of
 * an action, the words of a lens, the tooltip of a hint. Only editors that say that they ask are
 * left to ask.
 */
final class LaterMethods {

  private final DocumentStore documents;
  private final AssistFeature assist;
  private final CodeActionFeature actions;
  private final ReferenceLenses lenses;
  private final Supplier<Optional<RunKnowledge>> runs;
  private volatile Styles styles = new Styles(AssistStyle.PLAIN, EditStyle.PLAIN, LazyStyle.EAGER);

  LaterMethods(
      DocumentStore documents,
      AssistFeature assist,
      CodeActionFeature actions,
      ReferenceLenses lenses,
      Supplier<Optional<RunKnowledge>> runs) {
    this.documents = documents;
    this.assist = assist;
    this.actions = actions;
    this.lenses = lenses;
    this.runs = runs;
  }

  /** How the editor wants things. */
  record Styles(AssistStyle assist, EditStyle edits, LazyStyle lazy) {}

  void register(LspRouter router) {
    router
        .request("completionItem/resolve", CompletionItem.class, item -> () -> document(item))
        .request("codeAction/resolve", CodeAction.class, this::edit)
        .cancellable("codeLens/resolve", CodeLens.class, this::words)
        .request("inlayHint/resolve", InlayHint.class, this::tooltip);
  }

  void initialize(Styles said) {
    styles = said;
  }

  private CompletionItem document(CompletionItem item) {
    return assist.resolve(item, styles.assist());
  }

  private Handler.Work edit(CodeAction action) {
    Optional<DocumentSnapshot> document = CodeActionFeature.uriOf(action).flatMap(documents::find);
    return () ->
        document
            .map(found -> unlessOutdated(() -> actions.resolve(found, action, styles.edits())))
            .orElse(action);
  }

  /** A lens of ours that is whole already, or one of a document that was closed. */
  private Handler.Work words(CodeLens lens, BooleanSupplier isCancelled) {
    Optional<String> uri = ReferenceLenses.uriOf(lens);
    @Nullable DocumentSnapshot document = uri.flatMap(documents::find).orElse(null);
    return () ->
        uri.isEmpty() ? lens : unlessOutdated(() -> lenses.resolve(document, lens, isCancelled));
  }

  private Handler.Work tooltip(InlayHint hint) {
    Optional<DocumentSnapshot> document =
        hint.getData() instanceof JsonPrimitive uri
            ? documents.find(uri.getAsString())
            : Optional.empty();
    return () -> {
      document.ifPresent(found -> describe(found, hint));
      return hint;
    };
  }

  private void describe(DocumentSnapshot document, InlayHint hint) {
    runs.get()
        .flatMap(known -> known.last().tooltip(document, hint))
        .ifPresent(text -> hint.setTooltip(HoverTexts.content(text, styles.assist())));
  }

  /** {@return what the nodes in a range did last, with tooltips or the means to ask for them} */
  List<InlayHint> hints(DocumentSnapshot document, Range range) {
    List<InlayHint> hints =
        runs.get().map(known -> known.last().hints(document, range)).orElse(List.of());
    for (InlayHint hint : hints) {
      if (styles.lazy().tooltips()) {
        hint.setData(new JsonPrimitive(document.uri()));
      } else {
        describe(document, hint);
      }
    }
    return hints;
  }

  private static <T> T unlessOutdated(Supplier<T> answer) {
    try {
      return answer.get();
    } catch (OutdatedException outdated) {
      throw new ResponseErrorException(
          new ResponseError(ResponseErrorCode.ContentModified, outdated.getMessage(), null));
    }
  }
}
