package fermata.wire.method.debug;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import fermata.wire.method.run.RunStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code run/position}: where a run is, or was after an event. */
public record RunPositionResult(
    @Doc("the run") String run,
    @Doc("name of its agent") String agent,
    @Doc("SHA-256 of the canonical definition that was in force") String digest,
    @Doc("file of the definition") String file,
    @Doc("SHA-256 of the text of that file, as the run has it") String fileDigest,
    @Doc("number of the first event of the run") long firstSeq,
    @Doc("number of the last event that counts") long seq,
    @Doc("when that was stored") Instant at,
    @Doc("state of the run") RunStatus status,
    @Doc("branches that are under way") List<BranchView> branches,
    @Doc("why the run stands still for a debugger; absent where it does not")
        @Nullable StopView stop,
    @Doc("text of that file, as the run has it; absent unless asked for") @Untrusted
        @Nullable String text) {

  public RunPositionResult {
    branches = List.copyOf(branches);
  }

  /** A branch: a step, or what waits between two. */
  public record BranchView(
      @Doc("the same for all steps of a branch") String branch,
      @Doc("step; absent where the branch waits at a node") @Nullable String step,
      @Doc("node that it is at") String node,
      @Doc("kind of the node") String kind,
      @Doc("how often the run has been at the node") int visit,
      @Doc("which attempt it is at") int attempt,
      @Doc("map step in whose body it is") @Nullable String within,
      @Doc("which element, from 0") @Nullable Integer index,
      @Doc("which turn of a conversation it is at, from 1") @Nullable Integer turn,
      @Doc("calls that are not done with") List<CallView> calls) {

    public BranchView {
      calls = List.copyOf(calls);
    }
  }

  /** A call of a step. */
  public record CallView(
      @Doc("id of the call") String call,
      @Doc("model, tool or child") String kind,
      @Doc("model, tool or agent") String name,
      @Doc("where it is in its life") String phase,
      @Doc("arguments of a tool, or input of a child run") @Untrusted @Nullable JsonNode args,
      @Doc("id of a child run, and of its session") @Nullable String run) {}

  /** Why a run stands still. */
  public record StopView(
      @Doc("entry, breakpoint, step, failure, question or budget") String reason,
      @Doc("owner and id of the breakpoint, parted by a slash") @Nullable String breakpoint,
      @Doc("step that is there") @Nullable String step,
      @Doc("its node") @Nullable String node,
      @Doc("call that is about to start") @Nullable String call,
      @Doc("for people") @Untrusted @Nullable String text) {}
}
