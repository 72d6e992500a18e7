package fermata.cli;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.command.Interruption;
import fermata.cli.console.Surroundings;
import fermata.wire.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs many commands in one process, so that an AOT cache made from it has seen them all.
 *
 * <p>Only the build runs this. Each line of the script is a JSON object: {@code args}, what is
 * {@code typed}, whether there is a {@code terminal}, and the {@code code} that the command has to
 * end with, 0 unless said.
 */
public final class Training {

  private Training() {}

  /**
   * Runs the script that is named; the exit code is 1 when a command ended in another way than it
   * should.
   */
  public static void main(String[] args) throws IOException {
    boolean isAsExpected = true;
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      isAsExpected &= run(Json.mapper().readTree(line));
    }
    System.exit(isAsExpected ? 0 : 1);
  }

  /** Types a line when somebody reads one, and never ahead. */
  private static final class Typist extends ByteArrayInputStream {

    Typist(byte[] text) {
      super(text);
    }

    @Override
    public synchronized int available() {
      return 0;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      int end = pos;
      while (end < count && end - pos < length && (end == pos || buf[end - 1] != '\n')) {
        end++;
      }
      return super.read(target, offset, Math.max(1, end - pos));
    }
  }

  private static boolean run(JsonNode command) {
    List<String> args = new ArrayList<>();
    command.path("args").forEach(arg -> args.add(arg.asText()));
    boolean isTerminal = command.path("terminal").asBoolean();
    var output = new ByteArrayOutputStream();
    var stream = new PrintStream(output, true, StandardCharsets.UTF_8);
    var typed = command.path("typed").asText("").getBytes(StandardCharsets.UTF_8);
    int code =
        Main.run(
            args,
            new Surroundings(
                new Typist(typed),
                stream,
                stream,
                System.getenv(),
                new Surroundings.Terminals(isTerminal, isTerminal, isTerminal),
                Path.of("").toAbsolutePath()),
            new Interruption());
    boolean isAsExpected = code == command.path("code").asInt(0);
    if (!isAsExpected) {
      System.err.println(
          args + " ended with " + code + ":\n" + output.toString(StandardCharsets.UTF_8));
    }
    return isAsExpected;
  }
}
