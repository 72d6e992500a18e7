import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Puts the distribution together: one folder of jars, the options of the virtual machine, and an AOT
 * cache for each entry point.
 *
 * <p>Every build has a folder of its own, named after its content, and the file {@code current} names
 * the one to use. A daemon of an older build keeps its jars, no command ever meets a half-made folder,
 * and a build that changes nothing costs nothing.
 *
 * <p>Jars are copied with two changes, both because the virtual machine leaves such classes out of an
 * AOT cache: signatures are dropped (LSP4J), and classes older than Java 6 get stack maps (picocli).
 *
 * <p>Run by the build, from source: {@code java Assemble.java DIST JAR CLASSPATH SOURCES STARTED}: the folder
 * to fill, the jar of the command, a file that names the jars it needs, the folder of this file's
 * neighbours, and the instant when the build began.
 */
final class Assemble {

  /** Builds that are kept: this one, and the one that a daemon may still be running. */
  private static final int BUILDS_KEPT = 2;

  /** The first version of class files that carries stack maps. */
  private static final int STACK_MAPS_SINCE = 50;

  private static final List<String> ENTRIES = List.of("cli", "daemon", "lsp");

  private final Path dist;
  private final Path sources;
  private final List<Path> jars;

  private Assemble(Path dist, Path sources, List<Path> jars) {
    this.dist = dist;
    this.sources = sources;
    this.jars = jars;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path dist = Path.of(args[0]).toAbsolutePath();
    List<Path> jars = jarsOf(Path.of(args[1]), Files.readString(Path.of(args[2])));
    new Assemble(dist, Path.of(args[3]).toAbsolutePath(), jars).run(Instant.parse(args[4]));
  }

  private static List<Path> jarsOf(Path own, String classPath) {
    return Stream.concat(
            Stream.of(own), Stream.of(classPath.strip().split(File.pathSeparator)).map(Path::of))
        .sorted(Comparator.comparing(jar -> jar.getFileName().toString()))
        .toList();
  }

  private void run(Instant started) throws IOException, InterruptedException {
    Files.createDirectories(dist);
    String build = identity();
    Path home = dist.resolve(build);
    if (!Files.exists(home.resolve("complete"))) {
      delete(home);
      assemble(home);
      // What is not trained starts slowly and works; the next build does it again.
      if (!"none".equals(System.getenv("FERMATA_TRAINING"))) {
        new Training(home, sources.resolve("build/training")).run();
        Files.createFile(home.resolve("complete"));
      }
    }
    replace(dist.resolve("current"), build + "\n");
    replace(dist.resolve("stamp"), "");
    Files.setLastModifiedTime(dist.resolve("stamp"), FileTime.from(started));
    removeOldBuilds(home);
  }

  static void say(String message) {
    System.out.println("fermata: " + message);
  }

  /** Everything that the distribution is made of, and the virtual machine that its caches fit. */
  private String identity() throws IOException {
    MessageDigest digest = digest();
    digest.update(System.getProperty("java.vm.version").getBytes());
    digest.update(System.getProperty("java.home").getBytes());
    for (Path file : inputs()) {
      digest.update(file.getFileName().toString().getBytes());
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
  }

  private List<Path> inputs() throws IOException {
    List<Path> inputs = new ArrayList<>(jars);
    for (String folder : List.of("build", "dist")) {
      try (Stream<Path> files = Files.walk(sources.resolve(folder))) {
        files.filter(Files::isRegularFile).sorted().forEach(inputs::add);
      }
    }
    return inputs;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assemble(Path home) throws IOException {
    say("copying " + jars.size() + " jars");
    Path lib = Files.createDirectories(home.resolve("lib"));
    for (Path jar : jars) {
      JarCopy.copy(jar, lib.resolve(jar.getFileName()));
    }
    List<String> names = jars.stream().map(jar -> jar.getFileName().toString()).toList();
    Files.writeString(home.resolve("classpath"), String.join(":", names) + "\n");
    Files.writeString(home.resolve("jdk"), System.getProperty("java.home") + "\n");
    for (String entry : ENTRIES) {
      Files.copy(sources.resolve("dist/" + entry + ".options"), home.resolve(entry + ".options"));
    }
  }

  private void removeOldBuilds(Path current) throws IOException {
    List<Path> builds;
    try (Stream<Path> entries = Files.list(dist)) {
      builds =
          entries
              .filter(Files::isDirectory)
              .filter(build -> !build.equals(current))
              .sorted(Comparator.comparing(Assemble::modified).reversed())
              .toList();
    }
    for (Path build : builds.subList(Math.min(BUILDS_KEPT - 1, builds.size()), builds.size())) {
      delete(build);
    }
  }

  private static FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void replace(Path file, String content) throws IOException {
    Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), content);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Copies a jar so that all of its classes may enter an AOT cache. */
  private static final class JarCopy {

    static void copy(Path source, Path target) throws IOException {
      try (JarFile jar = new JarFile(source.toFile(), false);
          URLClassLoader classes = new URLClassLoader(new URL[] {source.toUri().toURL()})) {
        if (!isSigned(jar) && !hasOldClasses(jar)) {
          Files.copy(source, target);
          return;
        }
        try (OutputStream file = Files.newOutputStream(target);
            JarOutputStream out = new JarOutputStream(file)) {
          writeManifest(jar, out);
          for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
            if (!entry.isDirectory() && !isSignature(entry) && !isManifest(entry)) {
              write(out, entry.getName(), content(jar, entry, classes));
            }
          }
        }
      }
    }

    private static boolean isSigned(JarFile jar) {
      return jar.stream().anyMatch(JarCopy::isSignature);
    }

    private static boolean isManifest(JarEntry entry) {
      return entry.getName().equals(JarFile.MANIFEST_NAME);
    }

    private static boolean isSignature(JarEntry entry) {
      return entry.getName().toUpperCase(Locale.ROOT).matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }

    private static boolean hasOldClasses(JarFile jar) throws IOException {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (isOfEveryVersion(entry)) {
          // Jars are compiled as a whole, so one class speaks for all.
          try (InputStream in = jar.getInputStream(entry)) {
            return majorVersion(in.readNBytes(8)) < STACK_MAPS_SINCE;
          }
        }
      }
      return false;
    }

    /** A class for newer versions of Java, as that of a module, says nothing about the others. */
    private static boolean isOfEveryVersion(JarEntry entry) {
      String name = entry.getName();
      return name.endsWith(".class")
          && !name.startsWith("META-INF/")
          && !name.equals("module-info.class");
    }

    private static int majorVersion(byte[] header) {
      return (header[6] & 0xff) << 8 | header[7] & 0xff;
    }

    /** Keeps the main section; the others hold the digests of a signed jar. */
    private static void writeManifest(JarFile jar, JarOutputStream out) throws IOException {
      Manifest manifest = new Manifest();
      if (jar.getManifest() != null) {
        manifest.getMainAttributes().putAll(jar.getManifest().getMainAttributes());
      }
      manifest.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
      out.putNextEntry(stamped(JarFile.MANIFEST_NAME));
      manifest.write(out);
      out.closeEntry();
    }

    private static void write(JarOutputStream out, String name, byte[] content) throws IOException {
      out.putNextEntry(stamped(name));
      out.write(content);
      out.closeEntry();
    }

    private static ZipEntry stamped(String name) {
      ZipEntry entry = new ZipEntry(name);
      entry.setTime(Duration.ofDays(20_000).toMillis());
      return entry;
    }

    private static byte[] content(JarFile jar, JarEntry entry, ClassLoader classes)
        throws IOException {
      byte[] content;
      try (InputStream in = jar.getInputStream(entry)) {
        content = in.readAllBytes();
      }
      boolean isOld =
          entry.getName().endsWith(".class") && majorVersion(content) < STACK_MAPS_SINCE;
      return isOld ? withStackMaps(content, classes) : content;
    }

    private static byte[] withStackMaps(byte[] content, ClassLoader classes) {
      ClassFile classFile =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(classes)
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      ClassModel model = classFile.parse(content);
      // Java 8 is the first version whose verifier has no way back to the old one.
      ClassTransform version =
          ClassTransform.dropping(ClassFileVersion.class::isInstance)
              .andThen(
                  ClassTransform.endHandler(
                      builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0)));
      ClassTransform code =
          ClassTransform.transformingMethods(
              MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
      return classFile.transformClass(model, version.andThen(code));
    }
  }

  /**
   * Runs each entry point once on what people do with it, and lets the virtual machine keep what it
   * learned.
   *
   * <p>A training that fails costs speed and nothing else, so it is said and the build goes on.
   */
  private static final class Training {

    /** How long one training may take, the writing of its cache included. */
    private static final Duration TRAINING_MAX = Duration.ofSeconds(90);

    /** How long the daemon in training may take to listen. */
    private static final Duration SOCKET_MAX = Duration.ofSeconds(20);

    /** How long a reply of the language server in training may take. */
    private static final Duration REPLY_MAX = Duration.ofSeconds(20);

    private final Path home;
    private final Path scripts;
    private final Path scratch;
    private final SequencedMap<String, Process> running = new LinkedHashMap<>();

    Training(Path home, Path scripts) throws IOException {
      this.home = home;
      this.scripts = scripts;
      this.scratch = Files.createTempDirectory("fermata-training-");
    }

    void run() throws IOException, InterruptedException {
      say("training " + String.join(", ", ENTRIES));
      try {
        record("daemon", "fermata.daemon.DaemonMain");
        awaitSocket();
        record("cli", "fermata.cli.Training", scripts.resolve("commands.jsonl").toString());
        record("lsp", "fermata.lsp.LspMain", "--stdio");
        edit(running.get("lsp").getOutputStream());
        for (String entry : ENTRIES.reversed()) {
          // What was learned before something went wrong is still worth having.
          expectSuccess(entry, "its training did not go as planned");
        }
        for (String entry : ENTRIES) {
          start(entry, "-XX:AOTMode=create", cache(entry), configuration(entry));
        }
        for (String entry : ENTRIES) {
          expectSuccess(entry, "it has no cache and will start slowly");
        }
      } finally {
        running.values().forEach(Process::destroyForcibly);
        delete(scratch);
      }
    }

    /** The command would start a daemon of its own where it finds none. */
    private void awaitSocket() throws IOException, InterruptedException {
      Path folder = scratch.resolve("run");
      Instant deadline = Instant.now().plus(SOCKET_MAX);
      while (Instant.now().isBefore(deadline) && running.get("daemon").isAlive()) {
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> file.toString().endsWith(".sock"))) {
              return;
            }
          }
        }
        Thread.sleep(20);
      }
    }

    /** Runs an entry point as people do, and notes what it needed. */
    private void record(String entry, String... mainAndArguments) throws IOException {
      List<String> arguments = new ArrayList<>();
      arguments.add("-XX:AOTMode=record");
      arguments.add(configuration(entry));
      arguments.addAll(List.of(mainAndArguments));
      start(entry, arguments.toArray(String[]::new));
    }

    private String configuration(String entry) {
      return "-XX:AOTConfiguration=" + scratch.resolve(entry + ".aotconf");
    }

    private String cache(String entry) {
      return "-XX:AOTCache=" + home.resolve(entry + ".aot");
    }

    private void start(String entry, String... arguments) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("@" + home.resolve(entry + ".options"));
      command.addAll(List.of("-cp", classPath()));
      command.addAll(List.of(arguments));
      ProcessBuilder process = new ProcessBuilder(command);
      process.directory(scripts.toFile());
      process.environment().put("FERMATA_STATE_DIR", scratch.resolve("state").toString());
      process.environment().put("FERMATA_RUN_DIR", scratch.resolve("run").toString());
      process.environment().put("FERMATA_BUILD", "training");
      process.environment().keySet().removeIf(Training::changesJava);
      process.redirectErrorStream(true);
      process.redirectOutput(ProcessBuilder.Redirect.appendTo(log(entry).toFile()));
      running.put(entry, process.start());
    }

    /**
     * Plays an editor: one message a line, framed as the protocol wants it.
     *
     * <p>It waits for each reply, as editors do: a server that is told to exit drops what it was asked.
     */
    private void edit(OutputStream server) throws IOException, InterruptedException {
      try (server) {
        for (String message : Files.readAllLines(scripts.resolve("editor.jsonl"))) {
          byte[] body = message.getBytes(StandardCharsets.UTF_8);
          server.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
          server.write(body);
          server.flush();
          awaitReply(message);
        }
      } catch (IOException e) {
        say("the language server left its training early: " + e.getMessage());
      }
    }

    private void awaitReply(String message) throws IOException, InterruptedException {
      Matcher request = Pattern.compile("\"id\":(\\d+)").matcher(message);
      String awaited = message.contains("didOpen") ? "publishDiagnostics" : null;
      if (request.find()) {
        awaited = "\"id\":" + request.group(1) + ",";
      }
      Instant deadline = Instant.now().plus(REPLY_MAX);
      while (awaited != null
          && !Files.readString(log("lsp")).contains(awaited)
          && Instant.now().isBefore(deadline)
          && running.get("lsp").isAlive()) {
        Thread.sleep(20);
      }
    }

    private static boolean changesJava(String variable) {
      return variable.equals("JAVA_TOOL_OPTIONS") || variable.equals("JDK_JAVA_OPTIONS");
    }

    private String classPath() throws IOException {
      return Stream.of(Files.readString(home.resolve("classpath")).strip().split(":"))
          .map(name -> home.resolve("lib").resolve(name).toString())
          .collect(Collectors.joining(":"));
    }

    private Path log(String entry) {
      return home.resolve(entry + ".training.log");
    }

    private void expectSuccess(String entry, String consequence) throws InterruptedException {
      Process process = running.get(entry);
      boolean ended = process.waitFor(TRAINING_MAX.toSeconds(), TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly().waitFor();
        say(entry + ": " + consequence + "; see " + log(entry));
      }
    }
  }
}
