package fermata.wire.method.policy;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code policy/get}, by file and tool. */
public record PolicyGetResult(
    @Doc("what nobody is asked about any more") List<AllowanceView> allowances) {

  public PolicyGetResult {
    allowances = List.copyOf(allowances);
  }
}
