package fermata.wire.document;

import fermata.wire.json.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shapes in words and tables. Remembers the records that it referred to, which want tables too. */
final class ShapeText {

  private final SequencedMap<String, Class<?>> referred = new LinkedHashMap<>();

  /** {@return the members of a record as a table, or a sentence where it has none} */
  String table(Shape shape) {
    return switch (shape) {
      case Shape.Structure(_, _, var members) ->
          members.isEmpty() ? "No members.\n" : table(members);
      case Shape.OneOf union -> cases(union);
      case Shape.Named named -> table(named.resolve());
      case Shape.Text _,
          Shape.Time _,
          Shape.Flag _,
          Shape.Whole _,
          Shape.Real _,
          Shape.Any _,
          Shape.Choice _,
          Shape.OpenChoice _,
          Shape.ListOf _,
          Shape.MapOf _ ->
          words(shape) + "\n";
    };
  }

  private String table(List<Shape.Member> members) {
    return members.stream()
        .map(this::row)
        .collect(Collectors.joining("", "| member | type | meaning |\n|---|---|---|\n", ""));
  }

  private String row(Shape.Member member) {
    return "| `%s` | %s%s%s | %s |%n"
        .formatted(
            member.name(),
            words(member.shape()),
            member.isOptional() ? ", *optional*" : "",
            member.isUntrusted() ? ", *untrusted*" : "",
            member.doc());
  }

  private String cases(Shape.OneOf union) {
    return union.cases().entrySet().stream()
        .map(each -> caseOf(union.tag(), each.getKey(), each.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private String caseOf(String tag, String word, Shape.Structure structure) {
    String head = "With `\"%s\": \"%s\"`".formatted(tag, word);
    return structure.members().isEmpty()
        ? head + " alone.\n"
        : head + ":\n\n" + table(structure.members());
  }

  /** {@return a shape in a few words} */
  String words(Shape shape) {
    return switch (shape) {
      case Shape.Text _ -> "string";
      case Shape.Time _ -> "time";
      case Shape.Flag _ -> "boolean";
      case Shape.Whole _ -> "integer";
      case Shape.Real _ -> "number";
      case Shape.Any any -> any.isObject() ? "object" : "any value";
      case Shape.Choice choice -> quoted(List.copyOf(choice.words().sequencedKeySet()));
      case Shape.OpenChoice open -> quoted(open.known()) + " (open)";
      case Shape.ListOf list -> "array of " + words(list.element());
      case Shape.MapOf map -> "object of " + words(map.value()) + " by name";
      case Shape.Named named -> link(named.type());
      case Shape.Structure structure -> link(structure.type());
      case Shape.OneOf union -> link(union.type());
    };
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  private String link(Class<?> type) {
    String name = type.getSimpleName();
    Class<?> other = referred.putIfAbsent(name, type);
    if (other != null && other != type) {
      throw new IllegalStateException(
          "two records of one name: " + type.getName() + " and " + other.getName());
    }
    return "[%s](#%s)".formatted(name, name.toLowerCase(Locale.ROOT));
  }

  /** {@return tables of every record that was referred to, and that those refer to, by name} */
  String records() {
    var tables = new TreeMap<String, String>();
    while (!tables.keySet().containsAll(referred.keySet())) {
      List.copyOf(referred.entrySet())
          .forEach(
              each -> tables.computeIfAbsent(each.getKey(), _ -> table(Shape.of(each.getValue()))));
    }
    return tables.entrySet().stream()
        .map(each -> "### %s%n%n%s".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining("\n"));
  }
}
