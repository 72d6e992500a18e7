package fermata.cli.format;

import fermata.cli.check.DefinitionFiles;
import fermata.cli.check.ProblemText;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.definition.format.Formatting;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Formats files in place, or standard input to standard output.
 *
 * <p>A symbolic link that is named is followed; one that is found in a folder is not, because what
 * it leads to is somebody else's or is found by itself. A file that is named twice is formatted
 * once.
 */
public final class FileFormatter {

  private static final Pattern FORMATTABLE = Pattern.compile(".+\\.(yaml|yml|json)");
  private static final String INPUT_NAME = "<stdin>";

  private final Console console;
  private final FormatMode mode;
  private final DefinitionFiles files;
  private final FormatReport report;
  private final Set<Path> seen = new HashSet<>();

  /** A formatter; reads nothing yet. */
  public FileFormatter(Console console, FormatMode mode) {
    this.console = console;
    this.mode = mode;
    this.files = new DefinitionFiles(console);
    this.report = new FormatReport(console, mode);
  }

  /** Formats files and what is found below folders; {@return how the command ends}. */
  public ExitCode format(List<String> names, boolean isJson) {
    for (String name : names) {
      formatNamed(name);
    }
    if (isJson) {
      report.printJson();
    } else {
      report.print();
    }
    return report.exitCode();
  }

  private void formatNamed(String name) {
    boolean isFolder = Files.isDirectory(console.path(name));
    try {
      for (Path file : files.find(name)) {
        boolean isLeftOut = isFolder && (Files.isSymbolicLink(file) || !isFormattable(file));
        if (!isLeftOut) {
          formatFile(file);
        }
      }
    } catch (CommandFailure failure) {
      report.add(failure);
    }
  }

  private static boolean isFormattable(Path file) {
    return FORMATTABLE.matcher(file.getFileName().toString()).matches()
        || DefinitionFiles.form(file).isMarkdown();
  }

  private void formatFile(Path file) {
    try {
      if (seen.add(real(file))) {
        report.add(formatted(file));
      }
    } catch (CommandFailure failure) {
      report.add(failure);
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      // Reading it will say why.
      return file;
    }
  }

  private FormattedText formatted(Path file) {
    if (Files.exists(file) && !isFormattable(file)) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          files.shown(file) + ": only YAML, JSON and agents in Markdown are formatted",
          "a name that ends in .yaml, .yml, .json or .agent.md was expected");
    }
    FormattedText formatted = FormattedText.of(files.name(file), files.read(file));
    if (mode.writes() && formatted.isChanged()) {
      write(file, formatted.text());
    }
    return formatted;
  }

  private void write(Path file, String text) {
    try {
      FileReplacement.write(file, text);
    } catch (IOException e) {
      String why =
          e instanceof AccessDeniedException
              ? "permission denied"
              : "the disk says: " + e.getMessage();
      throw CommandFailure.of(ExitCode.USAGE, files.shown(file) + ": cannot be written: " + why)
          .because(e);
    }
  }

  /** Formats standard input to standard output; {@return how the command ends}. */
  public ExitCode formatInput() {
    FormattedText formatted = FormattedText.of(INPUT_NAME, files.decode(INPUT_NAME, input()));
    report.add(formatted);
    switch (formatted.formatting()) {
      case Formatting.Done done when mode.writes() -> printText(formatted.text());
      case Formatting.Done _ -> report.print();
      case Formatting.Broken(var problem) ->
          new ProblemText(console, formatted.source()).lines(problem).forEach(console::say);
      case Formatting.Unsure() -> report.sayUnsure(formatted);
    }
    return report.exitCode();
  }

  private byte[] input() {
    InputStream in = console.surroundings().in();
    try {
      byte[] bytes = in.readNBytes(DefinitionFiles.FILE_BYTES_MAX + 1);
      if (bytes.length > DefinitionFiles.FILE_BYTES_MAX) {
        throw CommandFailure.of(
            ExitCode.USAGE,
            INPUT_NAME + ": too large (expected: <= " + DefinitionFiles.FILE_BYTES_MAX + " bytes)");
      }
      return bytes;
    } catch (IOException e) {
      throw CommandFailure.of(ExitCode.USAGE, INPUT_NAME + ": cannot be read").because(e);
    }
  }

  /** Bytes, because standard output may have another encoding, and a file has UTF-8. */
  private void printText(String text) {
    PrintStream out = console.surroundings().out();
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
