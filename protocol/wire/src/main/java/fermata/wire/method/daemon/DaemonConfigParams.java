package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code daemon/config}. */
public record DaemonConfigParams(
    @Doc("what to set, all or nothing; until the daemon ends") @Nullable List<SettingChange> set) {

  public DaemonConfigParams {
    set = set == null ? null : List.copyOf(set);
  }
}
