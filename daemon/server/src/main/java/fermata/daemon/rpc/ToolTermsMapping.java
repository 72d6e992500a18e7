package fermata.daemon.rpc;

import fermata.definition.expression.Template;
import fermata.definition.model.ValueTemplate;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.tool.ToolReach;
import fermata.definition.tool.ToolTerms;
import fermata.wire.method.tool.ToolTermsView;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a catalogue lets a tool have, as clients see it. */
final class ToolTermsMapping {

  private static final Pattern SECRET = Pattern.compile("\\bsecrets\\.([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern HOST = Pattern.compile("https?://([^/?#]+).*", Pattern.DOTALL);

  private ToolTermsMapping() {}

  static ToolTermsView toWire(ToolDeclaration tool) {
    return switch (tool.reach()) {
      case ToolReach.Program program ->
          view(
              tool.terms(),
              new Means(
                  "program",
                  program.command().getFirst(),
                  null,
                  secrets(program.environment().values()),
                  program.events()));
      case ToolReach.Request request ->
          view(
              tool.terms(),
              new Means(
                  "request",
                  null,
                  host(request.url()),
                  secrets(request.headers().values()),
                  false));
      case ToolReach.CodeRuntime _ ->
          view(tool.terms(), new Means("runtime", null, null, List.of(), false));
    };
  }

  /** What a tool does its work with. */
  private record Means(
      String kind,
      @Nullable String program,
      @Nullable String host,
      List<String> secrets,
      boolean events) {}

  private static ToolTermsView view(ToolTerms terms, Means means) {
    ToolTerms.Rate rate = terms.rate();
    return new ToolTermsView(
        means.kind(),
        means.program(),
        means.host(),
        means.secrets().isEmpty() ? null : means.secrets(),
        means.events(),
        terms.concurrency() == 0 ? null : terms.concurrency(),
        rate == null ? null : rate.calls(),
        rate == null ? null : rate.per().toMillis(),
        terms.outputBytesMax());
  }

  private static @Nullable String host(Template url) {
    if (!(url.parts().getFirst() instanceof Template.Part.Text(_, var text))) {
      return null;
    }
    Matcher found = HOST.matcher(text);
    return found.matches() ? found.group(1) : null;
  }

  private static List<String> secrets(Collection<ValueTemplate> values) {
    var names = new TreeSet<String>();
    values.forEach(value -> addSecrets(value, names));
    return List.copyOf(names);
  }

  private static void addSecrets(ValueTemplate value, Collection<String> names) {
    switch (value) {
      case ValueTemplate.Literal _ -> {}
      case ValueTemplate.Text(var template) ->
          template.parts().stream()
              .filter(Template.Part.Hole.class::isInstance)
              .map(part -> SECRET.matcher(((Template.Part.Hole) part).expression().source()))
              .forEach(found -> found.results().forEach(name -> names.add(name.group(1))));
      case ValueTemplate.Items(var items) -> items.forEach(item -> addSecrets(item, names));
      case ValueTemplate.Members(var members) ->
          members.values().forEach(member -> addSecrets(member, names));
    }
  }
}
