package fermata.lsp.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A name of a debug adapter tells whether its process is still there. */
class AdapterNameTest {

  @Test
  void oneOfThisProcessIsThere() {
    assertThat(AdapterName.isOfVanished(AdapterName.make())).isFalse();
    assertThat(AdapterName.make()).isNotEqualTo(AdapterName.make());
  }

  @Test
  void oneOfAProcessThatHasEndedIsNot() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    String own = String.valueOf(ProcessHandle.current().pid());
    String name = AdapterName.make().replace("-" + own + "-", "-" + ended.pid() + "-");
    assertThat(AdapterName.isOfVanished(name)).isTrue();
    assertThat(AdapterName.isOfVanished(name + "-goto")).isTrue();
  }

  @Test
  void aNumberThatAnotherProcessHasNowIsNotTheSame() {
    String name = AdapterName.make().replaceFirst("-\\d+-([0-9a-f]{8})$", "-1-$1");
    assertThat(AdapterName.isOfVanished(name)).isTrue();
  }

  @Test
  void ofOtherMachinesAndOfOthersNobodyKnows() {
    assertThat(AdapterName.isOfVanished("dap-00000000-99999-1-00000000")).isFalse();
    assertThat(AdapterName.isOfVanished("somebody")).isFalse();
  }
}
