package fermata.definition.load;

import fermata.definition.index.Declaration;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.Places;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.index.TextSite;
import fermata.definition.keys.PlacedTree;
import fermata.definition.text.FileForm;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.util.List;

/**
 * The files beside definitions that are in YAML too, read as definitions are, so that an editor
 * answers in them alike: catalogues of tools and the project file. There is no definition in them.
 */
final class OtherFiles {

  private OtherFiles() {}

  static boolean isOne(FileForm form) {
    return form == FileForm.TOOLS || form == FileForm.PROJECT;
  }

  static ReadAgent read(SourceText text, Surroundings surroundings) {
    Parsed<YamlDocument> parsed = YamlParser.parse(text);
    YamlNode root = YamlValues.resolved(parsed.value().root());
    PlacedTree tree = PlacedTree.of(root, text.form());
    boolean isCatalogue = text.form() == FileForm.TOOLS;
    List<TextSite> sites = new TextSites(PromptFiles.NONE).read(tree);
    var index =
        new DefinitionIndex(
            isCatalogue ? tools(tree) : List.of(),
            List.of(),
            isCatalogue
                ? ToolCatalogLoader.expressions(sites, ToolCatalogLoader.read(text))
                : ProjectLoader.expressions(sites),
            Places.of(tree.values()));
    return new ReadAgent(text, parsed, tree, root, tree, sites, null, index, surroundings);
  }

  private static List<Declaration> tools(PlacedTree tree) {
    return tree.names().stream()
        .filter(name -> name.within().name().equals("tools"))
        .map(
            name ->
                new Declaration(
                    Symbol.of(SymbolKind.TOOL, name.entry().keyText()),
                    name.entry().key().span(),
                    name.entry().span(),
                    ""))
        .toList();
  }

  /** {@return what is wrong with the file; the same that it is told for in a terminal} */
  static List<Problem> problems(ReadAgent read) {
    return read.source().form() == FileForm.TOOLS
        ? ToolCatalogLoader.load(
                read.source(), read.surroundings().project(), read.surroundings().files())
            .problems()
        : ProjectLoader.load(read.source()).problems();
  }
}
