package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.tool.ApiProblems;
import fermata.definition.model.Ordered;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into the OpenAPI documents that a catalogue of tools names. */
final class ApiCheck {

  private final PromptFiles files;
  private final List<Problem> problems = new ArrayList<>();

  private ApiCheck(PromptFiles files) {
    this.files = files;
  }

  /**
   * {@return what is wrong with the documents, at the places where they are named}
   *
   * @param files the documents beside the catalogue
   */
  static List<Problem> of(Spot root, PromptFiles files) {
    var check = new ApiCheck(files);
    root.get("apis").forEach(check::check);
    return check.problems;
  }

  private void check(String name, Spot api) {
    if (!(YamlValues.resolved(api.get("file").node()) instanceof Scalar file)
        || !OpenApiTools.isDocument(file.text())
        || file.text().contains("/")) {
      return;
    }
    Optional<SourceText> text = files.find(file.text());
    if (text.isEmpty()) {
      String why =
          files
              .whyUnreadable(file.text())
              .map(reason -> "'" + file.text() + "' cannot be read: " + reason)
              .orElse("there is no file '" + file.text() + "' beside the catalogue");
      problems.add(ApiProblems.noTools(file.span(), why));
      return;
    }
    check(name, api, file, text.get());
  }

  private void check(String name, Spot api, Scalar file, SourceText text) {
    Parsed<YamlDocument> parsed = YamlParser.parse(text);
    Optional<Problem> broken =
        parsed.problems().stream().filter(it -> it.severity() == Severity.ERROR).findFirst();
    if (broken.isPresent()) {
      int line = LineIndex.of(text.text()).place(broken.get().span().start()).line() + 1;
      String why = "'" + file.text() + "' line " + line + ": " + broken.get().message();
      problems.add(ApiProblems.noTools(file.span(), why));
      return;
    }
    JsonNode document = new Spot(parsed.value().root(), "").json();
    String version = document.path("openapi").asText();
    if (!version.startsWith("3.")) {
      String found = version.isEmpty() ? "no member 'openapi'" : "openapi " + version;
      String why =
          "'" + file.text() + "' is no OpenAPI document of version 3 (found: " + found + ")";
      problems.add(ApiProblems.noTools(file.span(), why));
      return;
    }
    operations(name, api, file, document);
  }

  private void operations(String name, Spot api, Scalar file, JsonNode document) {
    String url = api.get("url").textOr(document.path("servers").path(0).path("url").asText());
    if (url.isEmpty()) {
      problems.add(
          ApiProblems.noTools(
              file.span(),
              "'"
                  + file.text()
                  + "' does not say where its server is (expected: servers, or url"
                  + " beside file)"));
      return;
    }
    var ids = new ArrayList<String>();
    new OpenApiReader(document, name, url, Ordered.empty()).read(ids::add);
    if (ids.isEmpty()) {
      problems.add(
          ApiProblems.noTools(
              file.span(), "'" + file.text() + "' has no operation (expected: paths with some)"));
      return;
    }
    if (YamlValues.resolved(api.get("only").node()) instanceof YamlNode.Sequence only) {
      for (YamlNode item : only.items()) {
        if (YamlValues.resolved(item) instanceof Scalar wanted && !ids.contains(wanted.text())) {
          problems.add(ApiProblems.noOperation(wanted.span(), wanted.text(), ids));
        }
      }
    }
  }
}
