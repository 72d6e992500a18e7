package fermata.daemon;

import fermata.wire.discovery.RunDirectory;
import fermata.wire.discovery.StateDirectory;

/** What can be set when a daemon is started: by an option, else by a variable, else a default. */
enum Setting {
  STATE_DIR(
      "--state-dir",
      StateDirectory.VARIABLE,
      "~/.local/state/fermata",
      "directory of journals and sessions"),
  RUN_DIR(
      "--run-dir",
      RunDirectory.VARIABLE,
      "below XDG_RUNTIME_DIR or ~/.cache",
      "directory of the socket, open to its owner only"),
  IDLE_EXIT(
      "--idle-exit",
      "FERMATA_IDLE_EXIT",
      "15m",
      "how long to stay without work: a number with ms, s, m or h, or never"),
  HOOK_PORT(
      "--hook-port",
      "FERMATA_HOOK_PORT",
      "any, the same at each start",
      "port of webhooks on 127.0.0.1: 1 to 65535"),
  LISTEN(
      "--listen",
      "FERMATA_LISTEN",
      "no port",
      "port for WebSocket and HTTP: 127.0.0.1:PORT or [::1]:PORT, 0 for any; with TLS any address"),
  TLS_CERT(
      "--tls-cert",
      "FERMATA_TLS_CERT",
      "none, and loopback only",
      "file with the certificates of the port, PEM, its own first"),
  TLS_KEY(
      "--tls-key",
      "FERMATA_TLS_KEY",
      "none",
      "file with the key of that certificate, PEM, PKCS #8, mode 0600"),
  ALLOW_ORIGIN(
      "--allow-origin",
      "FERMATA_ALLOW_ORIGIN",
      "none",
      "origins of pages that may connect with the token, with commas between"),
  ALLOW_HOST(
      "--allow-host",
      "FERMATA_ALLOW_HOST",
      "none but those of this machine",
      "names in a Host header that are let in too, with commas between"),
  LOG_LEVEL(
      "--log-level", "FERMATA_LOG_LEVEL", "info", "what the log has: error, warn, info or debug");

  private final String option;
  private final String variable;
  private final String usual;
  private final String meaning;

  Setting(String option, String variable, String usual, String meaning) {
    this.option = option;
    this.variable = variable;
    this.usual = usual;
    this.meaning = meaning;
  }

  String option() {
    return option;
  }

  String variable() {
    return variable;
  }

  /** {@return the default, for people} */
  String usual() {
    return usual;
  }

  String meaning() {
    return meaning;
  }
}
