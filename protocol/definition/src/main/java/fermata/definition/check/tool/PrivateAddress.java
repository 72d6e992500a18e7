package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** An address of this machine or of a private network that is to be fetched. */
public final class PrivateAddress implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4012", "tool/private-address", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "The address is of this machine, of a private network or of a cloud's metadata; it is"
        + " refused unless the daemon's `FERMATA_FETCH_HOSTS` names the host.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (FetchedAddresses.Address address : FetchedAddresses.in(context)) {
      if (FetchedAddresses.isPrivate(address.host())) {
        String message =
            "'%s' is fetched only where the daemon's FERMATA_FETCH_HOSTS names it"
                .formatted(address.host());
        problems.accept(Problem.of(code(), address.scalar().span(), message));
      }
    }
  }
}
