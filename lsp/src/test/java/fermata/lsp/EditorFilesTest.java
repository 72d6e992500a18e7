package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import fermata.definition.text.FileForm;
import fermata.lsp.feature.WatchedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.junit.jupiter.api.Test;

/** Every configuration of an editor gives the server the files that are for it, and no others. */
class EditorFilesTest {

  private static final Path EDITORS = Path.of("../client-stubs/editors");
  private static final Path EXTENSION = Path.of("../client-stubs/vscode");

  private static final List<String> YAML =
      List.of(
          "a.agent.yaml",
          "a.agent.yml",
          "a.agent.json",
          "a.part.yaml",
          "a.part.yml",
          "a.part.json",
          "a.tools.yaml",
          "a.tools.yml",
          "fermata.yaml",
          "fermata.yml");
  private static final String MARKDOWN = "a.agent.md";
  private static final String PROMPT = "prompts/a.md";
  private static final List<String> ALL =
      Stream.concat(YAML.stream(), Stream.of(MARKDOWN, PROMPT)).toList();

  private static final List<String> NOT_OURS =
      List.of("a.yaml", "fermata.agent", "README.md", "agent.yaml.txt", "docs/a.md", "x.json");

  /** What Helix knows of a language; it refuses a file with any other word. */
  private static final Set<String> WORDS_OF_HELIX =
      Set.of(
          "name",
          "language-id",
          "scope",
          "grammar",
          "injection-regex",
          "file-types",
          "roots",
          "comment-tokens",
          "indent",
          "language-servers",
          "command",
          "args");

  @Test
  void theNamesAreOfEveryForm() {
    EnumSet<FileForm> forms = EnumSet.noneOf(FileForm.class);
    ALL.forEach(name -> forms.add(FileForm.of(name)));

    // Agents of other tools are opened as what those say, and a file of no form is not ours.
    assertThat(EnumSet.complementOf(forms))
        .containsExactlyInAnyOrder(FileForm.COPILOT_AGENT, FileForm.CLAUDE_AGENT, FileForm.OTHER);
  }

  @Test
  void neovimHasThemAll() {
    String text = read(EDITORS.resolve("neovim/lua/fermata.lua"));
    String patterns = text.substring(text.indexOf("patterns = {"), text.indexOf("on_attach"));

    assertServes(
        all("'([^']+)'", patterns).stream().map(EditorFilesTest::inAnyFolder).toList(), ALL);
  }

  @Test
  void emacsHasThemAll() {
    String text = read(EDITORS.resolve("emacs/fermata.el"));
    String files =
        text.substring(text.indexOf("(dolist (files"), text.indexOf("add-to-list 'auto-mode"));
    List<Pattern> patterns =
        all("\"([^\"]+)\"", files).stream()
            .map(found -> found.replace("\\\\", "\\").replace("\\'", "$"))
            .map(found -> found.replace("\\(", "(").replace("\\)", ")").replace("\\|", "|"))
            .map(Pattern::compile)
            .toList();

    assertThat(ALL)
        .allMatch(name -> patterns.stream().anyMatch(each -> each.matcher("/w/" + name).find()));
    assertThat(NOT_OURS)
        .noneMatch(name -> patterns.stream().anyMatch(each -> each.matcher("/w/" + name).find()));
  }

  @Test
  void helixHasThemAllAndKnowsTheWords() {
    String text = read(EDITORS.resolve("helix/languages.toml"));

    assertServes(
        all("glob = \"([^\"]+)\"", text).stream().map(EditorFilesTest::inAnyFolder).toList(), ALL);
    assertThat(all("(?m)^([a-z-]+) =", text)).isSubsetOf(WORDS_OF_HELIX);
  }

  @Test
  void zedHasThoseInYaml() {
    JsonObject types = json(EDITORS.resolve("zed/settings.json")).getAsJsonObject("file_types");

    assertServes(globs(types.getAsJsonArray("YAML")), YAML);
  }

  @Test
  void jetBrainsHasAllButWhatAFolderTells() {
    JsonObject template = json(EDITORS.resolve("jetbrains/template.json"));
    var globs = new ArrayList<String>();
    for (JsonElement mapping : template.getAsJsonArray("fileTypeMappings")) {
      assertThat(mapping.getAsJsonObject().keySet()).containsExactly("fileType", "languageId");
      globs.addAll(
          globs(mapping.getAsJsonObject().getAsJsonObject("fileType").getAsJsonArray("patterns")));
    }

    assertThat(template.keySet()).containsExactly("id", "name", "programArgs", "fileTypeMappings");
    assertServes(globs, ALL.stream().filter(name -> !name.equals(PROMPT)).toList());
  }

  @Test
  void vsCodeHasThemAllAndWatchesThem() {
    String text = read(EXTENSION.resolve("src/host/server.ts"));
    List<String> selectors =
        all("pattern: [\"`]([^\"`]+)[\"`]", text).stream()
            .map(found -> found.replace("${end}", "{yaml,yml,json,md}"))
            .map(found -> found.replace("/**/", "/{**/,}"))
            .toList();

    assertServes(selectors, ALL);
    assertThat(ALL)
        .allMatch(name -> fits(all("createFileSystemWatcher\\(\"([^\"]+)\"", text), name));
  }

  @Test
  void theServerAsksToBeToldOfThemAll() {
    var options =
        (DidChangeWatchedFilesRegistrationOptions)
            WatchedFiles.registration().getRegistrations().getFirst().getRegisterOptions();
    List<String> watched =
        options.getWatchers().stream().map(each -> each.getGlobPattern().getLeft()).toList();

    assertThat(watched).isNotEmpty();
    assertThat(ALL).allMatch(name -> fits(watched, name));
  }

  private static void assertServes(List<String> globs, List<String> names) {
    assertThat(globs).isNotEmpty();
    assertThat(names).allMatch(name -> fits(globs, name));
    assertThat(NOT_OURS).noneMatch(name -> fits(globs, name));
  }

  private static boolean fits(List<String> globs, String name) {
    Path path = Path.of("/w").resolve(name);
    return globs.stream()
        .anyMatch(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(path));
  }

  private static List<String> globs(Iterable<JsonElement> names) {
    var globs = new ArrayList<String>();
    names.forEach(name -> globs.add(inAnyFolder(name.getAsString())));
    return globs;
  }

  private static String inAnyFolder(String pattern) {
    return pattern.startsWith("*/") ? "**" + pattern.substring(1) : "**/" + pattern;
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(EditorFilesTest::group).toList();
  }

  private static String group(MatchResult found) {
    return found.group(1);
  }

  private static JsonObject json(Path file) {
    return JsonParser.parseString(read(file)).getAsJsonObject();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
