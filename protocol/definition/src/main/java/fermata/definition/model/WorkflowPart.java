package fermata.definition.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One tool call of a workflow; in files a step.
 *
 * @param id unique in its workflow
 * @param needs the parts that must have ended before it starts
 * @param continuesOnError whether the workflow goes on where it fails
 */
public record WorkflowPart(
    String id,
    ToolName tool,
    SequencedMap<String, ValueTemplate> args,
    List<String> needs,
    Retry retry,
    boolean continuesOnError) {

  public WorkflowPart {
    args = Ordered.copyOf(args);
    needs = List.copyOf(needs);
  }

  private static final Pattern PLACE = Pattern.compile("\\.steps\\[(\\d{1,6})\\]");

  /** {@return the part that a place of a definition belongs to; none for what comes after all} */
  public static Optional<WorkflowPart> at(List<WorkflowPart> parts, String pointer) {
    Matcher place = PLACE.matcher(pointer);
    int number = place.find() ? Integer.parseInt(place.group(1)) : parts.size();
    return number < parts.size() ? Optional.of(parts.get(number)) : Optional.empty();
  }

  /** {@return the parts that are in a cycle, or wait for one that is; none where all can start} */
  public static Map<String, WorkflowPart> neverReady(Map<String, WorkflowPart> parts) {
    Map<String, Integer> missing = new HashMap<>();
    Map<String, List<String>> waiting = new HashMap<>();
    var ready = new ArrayDeque<String>();
    parts.forEach(
        (id, part) -> {
          int count = 0;
          for (String need : part.needs()) {
            if (parts.containsKey(need)) {
              count++;
              waiting.computeIfAbsent(need, _ -> new ArrayList<>()).add(id);
            }
          }
          missing.put(id, count);
          if (count == 0) {
            ready.add(id);
          }
        });
    Map<String, WorkflowPart> left = new HashMap<>(parts);
    while (!ready.isEmpty()) {
      String id = ready.remove();
      left.remove(id);
      for (String next : waiting.getOrDefault(id, List.of())) {
        if (missing.merge(next, -1, Integer::sum) == 0) {
          ready.add(next);
        }
      }
    }
    return left;
  }

  /** {@return all that must have ended before a part starts, directly or not; itself in a cycle} */
  public static Set<String> neededBy(String id, Map<String, WorkflowPart> parts) {
    var found = new HashSet<String>();
    var open = new ArrayDeque<String>();
    open.add(id);
    while (!open.isEmpty()) {
      WorkflowPart part = parts.get(open.remove());
      if (part != null) {
        part.needs().stream().filter(found::add).forEach(open::add);
      }
    }
    return found;
  }
}
