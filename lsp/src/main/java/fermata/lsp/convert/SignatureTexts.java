package fermata.lsp.convert;

import java.util.List;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureInformation;

/** Signatures as an editor shows them. */
public final class SignatureTexts {

  private SignatureTexts() {}

  /** {@return the signatures; parameters are given as texts, which every editor understands} */
  public static SignatureHelp of(fermata.definition.assist.SignatureHelp help, AssistStyle style) {
    List<SignatureInformation> ways =
        help.ways().stream().map(way -> information(way, style)).toList();
    return new SignatureHelp(ways, help.active(), help.parameter());
  }

  private static SignatureInformation information(
      fermata.definition.assist.SignatureHelp.Way way, AssistStyle style) {
    List<ParameterInformation> parameters =
        way.parameters().stream()
            .map(span -> way.label().substring(span.start(), span.end()))
            .map(ParameterInformation::new)
            .toList();
    String kind = style.hasMarkdownHovers() ? MarkupKind.MARKDOWN : MarkupKind.PLAINTEXT;
    return new SignatureInformation(
        way.label(), new MarkupContent(kind, way.documentation()), parameters);
  }
}
