package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {

  private static final Map<String, String> HOME = Map.of("HOME", "/home/ann");

  @Test
  void haveDefaults() {
    Settings settings = Settings.parse(List.of(), HOME);
    assertThat(settings.state().path()).isEqualTo(Path.of("/home/ann/.local/state/fermata"));
    assertThat(settings.idleExit()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.logLevel()).isEqualTo(Level.INFO);
    assertThat(settings.isStdio()).isFalse();
  }

  @Test
  void preferOptionsToVariables() {
    Map<String, String> environment =
        Map.of(
            "FERMATA_STATE_DIR", "/v/state",
            "FERMATA_RUN_DIR", "/v/run",
            "FERMATA_IDLE_EXIT", "3s",
            "FERMATA_LOG_LEVEL", "debug");
    Settings byVariable = Settings.parse(List.of(), environment);
    assertThat(byVariable.state().path()).isEqualTo(Path.of("/v/state"));
    assertThat(byVariable.run().path()).isEqualTo(Path.of("/v/run"));
    assertThat(byVariable.idleExit()).isEqualTo(Duration.ofSeconds(3));
    assertThat(byVariable.logLevel()).isEqualTo(Level.FINE);

    Settings byOption =
        Settings.parse(
            List.of(
                "--stdio",
                "--state-dir",
                "/o/state",
                "--run-dir",
                "/o/run",
                "--idle-exit",
                "never",
                "--log-level",
                "warn"),
            environment);
    assertThat(byOption.state().path()).isEqualTo(Path.of("/o/state"));
    assertThat(byOption.run().path()).isEqualTo(Path.of("/o/run"));
    assertThat(byOption.idleExit()).isNull();
    assertThat(byOption.logLevel()).isEqualTo(Level.WARNING);
    assertThat(byOption.isStdio()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"20ms,PT0.02S", "5s,PT5S", "2m,PT2M", "1h,PT1H"})
  void readDurations(String text, Duration expected) {
    assertThat(Settings.parse(List.of("--idle-exit", text), HOME).idleExit()).isEqualTo(expected);
  }

  @Test
  void nameWhatIsWrong() {
    assertThatThrownBy(() -> Settings.parse(List.of("--idle-exti", "3"), HOME))
        .hasMessage("--idle-exti: no such option (did you mean '--idle-exit'?)");
    assertThatThrownBy(() -> Settings.parse(List.of("--idle-exit"), HOME))
        .hasMessageStartingWith("--idle-exit: a value is missing (expected: how long");
    assertThatThrownBy(() -> Settings.parse(List.of("--idle-exit", "soon"), HOME))
        .hasMessageContaining("'soon' (expected: how long");
    assertThatThrownBy(() -> Settings.parse(List.of("--log-level", "loud"), HOME))
        .hasMessageContaining("'loud'");
  }

  @Test
  void letOtherMachinesInWithTlsOnly() {
    assertThatThrownBy(() -> Settings.parse(List.of("--listen", "0.0.0.0:7411"), HOME))
        .hasMessage(
            "--listen: other machines can reach 0.0.0.0:7411 (expected: --tls-cert and --tls-key"
                + " too, or 127.0.0.1:PORT)");
    assertThatThrownBy(
            () -> Settings.parse(List.of("--listen", "[::]:1", "--tls-cert", "c.pem"), HOME))
        .hasMessageStartingWith("a certificate and its key belong together");
    assertThatThrownBy(() -> Settings.parse(List.of("--listen", "example.org:1"), HOME))
        .hasMessageContaining("'example.org:1' (expected: port for");
    List<String> tls = List.of("--tls-cert", "/c.pem", "--tls-key", "/k.pem");
    Listening every =
        Objects.requireNonNull(
            Settings.parse(
                    Stream.concat(Stream.of("--listen", "0.0.0.0:7411"), tls.stream()).toList(),
                    HOME)
                .listening());
    assertThat(every.url(7411)).isEqualTo("wss://127.0.0.1:7411/rpc");
    Listening one =
        Objects.requireNonNull(
            Settings.parse(
                    Stream.concat(Stream.of("--listen", "[2001:db8::1]:7"), tls.stream()).toList(),
                    HOME)
                .listening());
    assertThat(one.url(7)).isEqualTo("wss://[2001:db8:0:0:0:0:0:1]:7/rpc");
  }

  @Test
  void areAllInTheHelp() {
    for (Setting setting : Setting.values()) {
      assertThat(Settings.help()).contains(setting.option(), setting.variable(), setting.meaning());
    }
  }
}
