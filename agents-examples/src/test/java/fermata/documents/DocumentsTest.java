package fermata.documents;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.keys.NodeKind;
import fermata.wire.jsonrpc.DaemonErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links lead somewhere, invariants name tests that exist, packages say what they are. */
class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s#]+)(#[^)]*)?\\)");
  private static final Pattern TEST_NAME = Pattern.compile("`(\\w+Test)`");
  private static final Pattern CLASS_NAME = Pattern.compile("`(fermata\\.[a-z.]+\\.[A-Z]\\w+)`");
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

  private final Path root = Checkout.root();

  @Test
  void everyRelativeLinkLeadsToAFile() throws IOException {
    var broken = new ArrayList<String>();
    for (Path document : files(".md")) {
      for (MatchResult link : matches(LINK, document)) {
        String target = link.group(1);
        Path folder = Objects.requireNonNull(document.getParent());
        if (!target.contains(":") && !Files.exists(folder.resolve(target))) {
          broken.add(root.relativize(document) + " → " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void theTestsOfInvariantsExist() throws IOException {
    Set<String> tests =
        files("Test.java").stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    List<String> named =
        matches(TEST_NAME, root.resolve("ARCHITECTURE.md")).stream()
            .map(found -> found.group(1))
            .toList();
    assertThat(named).hasSizeGreaterThan(14);
    assertThat(tests).containsAll(named);
  }

  @Test
  void theClassesThatDocumentsNameExist() throws IOException {
    var missing = new ArrayList<String>();
    Set<String> classes =
        files(".java").stream().map(file -> file.toString()).collect(Collectors.toSet());
    for (Path document : files(".md")) {
      for (MatchResult found : matches(CLASS_NAME, document)) {
        String path = "/" + found.group(1).replace('.', '/') + ".java";
        if (classes.stream().noneMatch(name -> name.endsWith(path))) {
          missing.add(root.relativize(document) + " names " + found.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    Set<String> described = new TreeSet<>();
    for (Path packageInfo : files("package-info.java")) {
      if (isDocumented(packageInfo)) {
        described.add(packageOf(packageInfo));
      }
    }
    Set<String> used =
        files(".java").stream()
            .filter(source -> source.toString().contains("/java/fermata/"))
            .map(DocumentsTest::packageOf)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(used).hasSizeGreaterThan(60);
    assertThat(described).containsAll(used);
  }

  @Test
  void everyErrorCodeIsSentBySomething() throws IOException {
    var sources = new StringBuilder();
    for (Path source : files(".java")) {
      String path = root.relativize(source).toString();
      if (path.contains("src/main") && path.matches("(daemon/server|protocol/wire)/.*")) {
        sources.append(Files.readString(source));
      }
    }
    assertThat(DaemonErrorCode.values())
        .allMatch(code -> sources.indexOf("DaemonErrorCode." + code.name()) >= 0);
  }

  @Test
  void everyExampleHasAReadme() throws IOException {
    try (Stream<Path> folders = Files.list(root.resolve("agents-examples"))) {
      assertThat(folders.filter(DocumentsTest::isExample))
          .hasSizeGreaterThanOrEqualTo(3)
          .allSatisfy(folder -> assertThat(folder.resolve("README.md")).isNotEmptyFile());
    }
  }

  @Test
  void everyKindOfNodeIsInAnExampleThatIsTested() throws IOException {
    var examples = new StringBuilder();
    for (Path test : files(".test.yaml")) {
      Path folder = Objects.requireNonNull(test.getParent());
      try (Stream<Path> beside = Files.list(folder)) {
        for (Path agent : beside.filter(file -> file.toString().endsWith(".agent.yaml")).toList()) {
          examples.append(Files.readString(agent));
        }
      }
    }
    assertThat(NodeKind.values())
        .allMatch(kind -> kind == NodeKind.LLM || isIn(examples.toString(), kind));
    assertThat(examples).contains("    prompt:");
  }

  private static boolean isIn(String examples, NodeKind kind) {
    return examples.contains("    kind: " + kind.word())
        || kind.tellingKeys().stream()
            .anyMatch(
                key ->
                    examples.contains("\n    " + key + ":")
                        || examples.contains(": {" + key + ":"));
  }

  private static boolean isExample(Path folder) {
    return Files.exists(folder.resolve(folder.getFileName() + ".agent.yaml"));
  }

  private static String packageOf(Path source) {
    String folder = String.valueOf(source.getParent());
    return folder.substring(folder.indexOf("/java/fermata/") + "/java/".length());
  }

  private static boolean isDocumented(Path packageInfo) throws IOException {
    String text = Files.readString(packageInfo);
    return text.startsWith("/**") && text.contains("@NullMarked");
  }

  private static List<MatchResult> matches(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().toList();
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .filter(file -> !isDerived(root.relativize(file)))
          .filter(file -> !file.toString().contains("/src/test/resources/"))
          .toList();
    }
  }

  private static boolean isDerived(Path relative) {
    for (Path part : relative) {
      if (NOT_OURS.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }
}
