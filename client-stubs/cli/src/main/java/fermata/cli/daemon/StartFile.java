package fermata.cli.daemon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** A file that tells somebody else how a daemon is started. */
public enum StartFile {
  /** For systemd, of one user. */
  SYSTEMD(".config/systemd/user/fermata.service") {
    @Override
    public String text(Start start) {
      var text = new StringBuilder();
      text.append("[Unit]\nDescription=Fermata daemon\n\n[Service]\nExecStart=");
      start.words().forEach(word -> text.append(systemdWord(word)).append(' '));
      text.setCharAt(text.length() - 1, '\n');
      start
          .variables()
          .forEach(
              (name, value) ->
                  text.append("Environment=").append(systemdWord(name + "=" + value)).append('\n'));
      // 222: another daemon of the build is there. 2: it was told what it does not understand.
      return text.append("UMask=0077\nRestart=on-failure\nRestartPreventExitStatus=222 2\n")
          .append("KillMode=mixed\nTimeoutStopSec=30\n\n[Install]\nWantedBy=default.target\n")
          .toString();
    }

    @Override
    public List<String> next(Path file) {
      return List.of(
          "systemctl --user daemon-reload", "systemctl --user enable --now " + file.getFileName());
    }
  },
  /** For launchd, of one user. */
  LAUNCHD("Library/LaunchAgents/dev.fermata.daemon.plist") {
    @Override
    public String text(Start start) {
      var text = new StringBuilder();
      text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
          .append("<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\"")
          .append(" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n")
          .append("<plist version=\"1.0\">\n<dict>\n")
          .append("  <key>Label</key><string>dev.fermata.daemon</string>\n")
          .append("  <key>ProgramArguments</key>\n  <array>\n");
      start.words().forEach(word -> text.append("    ").append(xmlString(word)).append('\n'));
      text.append("  </array>\n  <key>EnvironmentVariables</key>\n  <dict>\n");
      start
          .variables()
          .forEach(
              (name, value) ->
                  text.append("    <key>")
                      .append(xml(name))
                      .append("</key>")
                      .append(xmlString(value))
                      .append('\n'));
      return text.append("  </dict>\n  <key>RunAtLoad</key><true/>\n")
          .append("  <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>\n")
          .append("  <key>ExitTimeOut</key><integer>30</integer>\n")
          .append("</dict>\n</plist>\n")
          .toString();
    }

    @Override
    public List<String> next(Path file) {
      return List.of("launchctl load -w " + file);
    }
  },
  /** For editors that start a server which they do not know. */
  CONNECTION(".fermata/connection.json") {
    @Override
    public String text(Start start) {
      ObjectNode json = Json.mapper().createObjectNode();
      json.put("name", "fermata").put("version", start.version());
      Methods.PROTOCOL_VERSIONS.forEach(json.putArray("protocol")::add);
      var argv = json.putArray("argv");
      argv.add(start.words().getFirst()).add("daemon").add("proxy");
      return json.toPrettyString() + "\n";
    }

    @Override
    public List<String> next(Path file) {
      return List.of();
    }
  };

  private final String place;

  StartFile(String place) {
    this.place = place;
  }

  /**
   * How a daemon is started.
   *
   * @param words the command; its first word is the launcher
   * @param variables of the environment that it needs
   */
  public record Start(List<String> words, SequencedMap<String, String> variables, String version) {

    public Start {
      words = List.copyOf(words);
    }
  }

  /** {@return where the file belongs, below the home of its user} */
  public Path below(Path home) {
    return home.resolve(place);
  }

  /** {@return what stands in the file} */
  public abstract String text(Start start);

  /** {@return what to run once it is there} */
  public abstract List<String> next(Path file);

  // In double quotes a word may have anything; what means something there is escaped.
  private static String systemdWord(String word) {
    String escaped =
        word.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%").replace("$", "$$");
    return "\"" + escaped + "\"";
  }

  private static String xmlString(String text) {
    return "<string>" + xml(text) + "</string>";
  }

  private static String xml(String text) {
    String escaped = text;
    for (Map.Entry<String, String> each :
        List.of(Map.entry("&", "&amp;"), Map.entry("<", "&lt;"), Map.entry(">", "&gt;"))) {
      escaped = escaped.replace(each.getKey(), each.getValue());
    }
    return escaped;
  }
}
