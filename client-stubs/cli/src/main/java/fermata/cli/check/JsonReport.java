package fermata.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.CommandFailure;
import fermata.wire.json.Json;
import java.util.List;

/** What was found as one JSON object: files with their problems, as the daemon reports them. */
final class JsonReport {

  private JsonReport() {}

  /** {@return the report, with why other files could not be read} */
  static ObjectNode of(List<CheckedFile> files, List<CommandFailure> unreadable) {
    ObjectNode report = Json.mapper().createObjectNode();
    boolean isUsable = unreadable.isEmpty() && files.stream().allMatch(CheckedFile::isUsable);
    report.put("usable", isUsable);
    unreadable.forEach(failure -> report.withArray("unreadable").add(failure.message()));
    ArrayNode list = report.putArray("files");
    for (CheckedFile file : files) {
      ObjectNode entry = list.addObject();
      entry.put("file", file.source().name());
      entry.put("usable", file.isUsable());
      ArrayNode problems = entry.putArray("problems");
      new ProblemReports(file.source())
          .of(file.problems())
          .forEach(problem -> problems.add(Json.toTree(problem)));
    }
    return report;
  }
}
