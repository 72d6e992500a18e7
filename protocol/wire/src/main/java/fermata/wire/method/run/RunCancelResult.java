package fermata.wire.method.run;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code run/cancel}. */
public record RunCancelResult(
    @Doc("position of the effect") AsOf asOf,
    @Doc("whether the key had been used for the same params before") boolean replayed,
    @Doc("runs that are being cancelled; those that had ended are left out") List<String> runs) {

  public RunCancelResult {
    runs = List.copyOf(runs);
  }
}
