package fermata.lsp.convert;

import fermata.definition.index.Declaration;
import fermata.definition.index.SymbolKind;
import fermata.definition.naming.Mention;
import fermata.definition.view.MergeSides;
import fermata.lsp.document.DocumentSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.DocumentSymbol;

/** Declarations as the outline of a document. */
public final class Symbols {

  private Symbols() {}

  /** {@return the declarations in the order of the file, outputs below their nodes} */
  public static List<DocumentSymbol> of(DocumentSnapshot document) {
    var roots = new ArrayList<DocumentSymbol>();
    Map<String, DocumentSymbol> nodes = new LinkedHashMap<>();
    for (Declaration declaration : MergeSides.declarations(document.reading())) {
      DocumentSymbol symbol = symbol(document, declaration);
      DocumentSymbol owner = nodes.get(declaration.symbol().owner());
      if (declaration.symbol().kind() == SymbolKind.NODE) {
        nodes.putIfAbsent(declaration.symbol().name(), symbol);
      }
      if (declaration.symbol().kind() == SymbolKind.NODE_OUTPUT && owner != null) {
        owner.getChildren().add(symbol);
      } else {
        roots.add(symbol);
      }
    }
    return roots;
  }

  private static DocumentSymbol symbol(DocumentSnapshot document, Declaration declaration) {
    var symbol =
        new DocumentSymbol(
            name(declaration),
            kind(declaration.symbol().kind()),
            // LSP wants the range to enclose the selection; a broken text may say otherwise.
            Places.range(document, declaration.whole().cover(declaration.name())),
            Places.range(document, declaration.name()),
            declaration.detail());
    symbol.setChildren(new ArrayList<>());
    return symbol;
  }

  /** LSP forbids an empty name, which a half-typed key has. */
  private static String name(Declaration declaration) {
    String name = declaration.symbol().name();
    return name.isBlank() ? "(unnamed)" : name;
  }

  /** {@return how an editor shows a mention; what declares a name gives it its value} */
  public static DocumentHighlightKind highlight(Mention.Kind kind) {
    return switch (kind) {
      case DECLARED, WRITTEN -> DocumentHighlightKind.Write;
      case READ -> DocumentHighlightKind.Read;
    };
  }

  /** {@return the kind of a name} */
  public static org.eclipse.lsp4j.SymbolKind kind(SymbolKind kind) {
    return switch (kind) {
      case AGENT, OTHER_AGENT -> org.eclipse.lsp4j.SymbolKind.Module;
      case INPUT, NODE_INPUT -> org.eclipse.lsp4j.SymbolKind.Field;
      case OUTPUT -> org.eclipse.lsp4j.SymbolKind.Property;
      case VARIABLE -> org.eclipse.lsp4j.SymbolKind.Constant;
      case STATE -> org.eclipse.lsp4j.SymbolKind.Variable;
      case CONTEXT -> org.eclipse.lsp4j.SymbolKind.Constant;
      case ENTRY -> org.eclipse.lsp4j.SymbolKind.Event;
      case NODE -> org.eclipse.lsp4j.SymbolKind.Function;
      case NODE_OUTPUT -> org.eclipse.lsp4j.SymbolKind.Property;
      case STEP -> org.eclipse.lsp4j.SymbolKind.Method;
      case TOOL -> org.eclipse.lsp4j.SymbolKind.Interface;
    };
  }
}
