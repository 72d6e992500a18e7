package fermata.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.CommandFailure;
import fermata.definition.check.ProblemCatalogue;
import fermata.definition.check.ProblemPages;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.wire.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * What was found as a log of SARIF, for services that collect findings.
 *
 * <p>Lines and columns count from 1, columns in UTF-16 units. Files below the base have URIs
 * relative to it.
 *
 * <p>Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
 */
final class SarifReport {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private static final String BASE = "%SRCROOT%";

  private final String version;
  private final Path base;
  private final ProblemPages pages;

  /** A report of files in or beside a folder, by a version of this program. */
  SarifReport(String version, Path base, ProblemPages pages) {
    this.version = version;
    this.base = base;
    this.pages = pages;
  }

  /** {@return the log, with why other files could not be read} */
  ObjectNode of(List<CheckedFile> files, List<CommandFailure> unreadable) {
    ObjectNode log = Json.mapper().createObjectNode();
    log.put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    List<String> codes = codes(files);
    addDriver(run.putObject("tool").putObject("driver"), codes);
    ObjectNode invocation = run.putArray("invocations").addObject();
    invocation.put("executionSuccessful", unreadable.isEmpty());
    for (CommandFailure failure : unreadable) {
      ObjectNode notification = invocation.withArray("toolExecutionNotifications").addObject();
      addText(notification.put("level", "error"), "message", failure.message());
    }
    run.putObject("originalUriBaseIds").putObject(BASE).put("uri", folderUri());
    run.put("columnKind", "utf16CodeUnits");
    run.putArray("newlineSequences").add("\r\n").add("\n").add("\r");
    ArrayNode results = run.putArray("results");
    for (CheckedFile file : files) {
      var places = new Places(file);
      file.problems().forEach(problem -> addResult(results.addObject(), problem, places, codes));
    }
    return log;
  }

  private static List<String> codes(List<CheckedFile> files) {
    var codes = new TreeSet<String>();
    files.forEach(file -> file.problems().forEach(problem -> codes.add(problem.code().code())));
    return List.copyOf(codes);
  }

  private void addDriver(ObjectNode driver, List<String> codes) {
    driver.put("name", "fermata").put("semanticVersion", version);
    ArrayNode rules = driver.putArray("rules");
    for (String code : codes) {
      ProblemCatalogue.find(code).ifPresent(entry -> addRule(rules.addObject(), entry));
    }
  }

  private void addRule(ObjectNode rule, ProblemCatalogue.Entry entry) {
    rule.put("id", entry.code().code()).put("name", entry.code().name());
    addText(rule, "shortDescription", entry.summary());
    addText(rule, "fullDescription", entry.summary());
    addText(rule, "help", entry.summary()).put("markdown", entry.summary());
    pages.find(entry.code().code()).ifPresent(page -> rule.put("helpUri", page));
    rule.putObject("defaultConfiguration").put("level", level(entry.code().severity()));
  }

  private void addResult(ObjectNode result, Problem problem, Places places, List<String> codes) {
    String code = problem.code().code();
    result.put("ruleId", code).put("ruleIndex", codes.indexOf(code));
    result.put("level", level(problem.severity()));
    addText(result, "message", problem.message());
    places.add(result.putArray("locations").addObject(), problem.span());
    for (Problem.Related related : problem.related()) {
      ObjectNode location = result.withArray("relatedLocations").addObject();
      places.add(location, related.span());
      addText(location, "message", related.message());
    }
    for (Problem.Fix fix : problem.fixes()) {
      ObjectNode entry = result.withArray("fixes").addObject();
      addText(entry, "description", fix.title());
      ObjectNode change = entry.putArray("artifactChanges").addObject();
      places.addArtifact(change);
      ArrayNode replacements = change.putArray("replacements");
      fix.edits().forEach(edit -> places.addReplacement(replacements.addObject(), edit));
    }
  }

  private static ObjectNode addText(ObjectNode holder, String name, String text) {
    return holder.putObject(name).put("text", text);
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFORMATION, HINT -> "note";
    };
  }

  private String folderUri() {
    String uri = base.toUri().toASCIIString();
    return uri.endsWith("/") ? uri : uri + "/";
  }

  /** The places of one file. */
  private final class Places {

    private final Path path;
    private final LineIndex lines;

    Places(CheckedFile file) {
      path = file.path();
      lines = LineIndex.of(file.source().text());
    }

    void add(ObjectNode location, Span span) {
      ObjectNode physical = location.putObject("physicalLocation");
      addArtifact(physical);
      addRegion(physical.putObject("region"), span);
    }

    void addArtifact(ObjectNode holder) {
      ObjectNode artifact = holder.putObject("artifactLocation");
      if (path.startsWith(base)) {
        artifact.put("uri", relative(base.relativize(path))).put("uriBaseId", BASE);
      } else {
        artifact.put("uri", path.toUri().toASCIIString());
      }
    }

    void addReplacement(ObjectNode replacement, TextEdit edit) {
      addRegion(replacement.putObject("deletedRegion"), edit.span());
      if (!edit.newText().isEmpty()) {
        addText(replacement, "insertedContent", edit.newText());
      }
    }

    private void addRegion(ObjectNode region, Span span) {
      LineIndex.Place start = lines.place(span.start());
      LineIndex.Place end = lines.place(span.end());
      region.put("startLine", start.line() + 1).put("startColumn", start.column() + 1);
      region.put("endLine", end.line() + 1).put("endColumn", end.column() + 1);
    }
  }

  /** A colon in the first step would make it the scheme of a URI. */
  private static String relative(Path path) {
    String steps = path.toString().replace(path.getFileSystem().getSeparator(), "/");
    try {
      String uri = new URI(null, null, "/" + steps, null).toASCIIString().substring(1);
      return uri.contains(":") ? "./" + uri : uri;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
