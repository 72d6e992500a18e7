package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code daemon/config}. */
public record DaemonConfigResult(@Doc("as they are now") List<SettingView> settings) {

  public DaemonConfigResult {
    settings = List.copyOf(settings);
  }
}
