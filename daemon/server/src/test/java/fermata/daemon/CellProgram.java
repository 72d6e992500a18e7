package fermata.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A program of its own that is a runtime: it keeps a counter for each session, and does what the
 * source says in a word.
 */
final class CellProgram {

  private CellProgram() {}

  /** The socket of the daemon is its only argument. */
  public static void main(String[] args) {
    Map<String, Integer> counters = new HashMap<>();
    try (Peer peer = Peer.connect(Path.of(args[0])).initialized()) {
      String registration =
          peer.result(
                  "runtime/register",
                  "{'name':'notebook','capabilities':['code','state'],'priority':50,'leaseMs':1000}")
              .path("registration")
              .asText();
      System.out.println("registered");
      while (true) {
        JsonNode taken =
            peer.result("runtime/take", "{'registration':'" + registration + "','waitMs':20000}");
        JsonNode work = taken.path("work");
        if (work.isObject()) {
          perform(peer, registration, work, counters);
        }
      }
    }
  }

  private static void perform(
      Peer peer, String registration, JsonNode work, Map<String, Integer> counters) {
    String about =
        "'registration':'%s','lease':'%s'".formatted(registration, work.path("lease").asText());
    switch (work.path("source").asText()) {
      case "die" -> Runtime.getRuntime().halt(7);
      case "fail" -> peer.result("runtime/complete", "{" + about + ",'error':'no such cell'}");
      case "show" -> {
        report(peer, about, "'display':{'text/plain':'old'}");
        report(
            peer, about, "'display':{'text/plain':'none yet'},'displayId':'chart','clear':'next'");
        report(peer, about, "'clear':'next'");
        report(
            peer,
            about,
            "'display':{'text/plain':'a chart','image/svg+xml':'<svg/>'},'displayId':'chart'");
        report(peer, about, "'display':{'image/png':'iVBO'}");
        report(peer, about, "'display':{'text/plain':'the chart'},'displayId':'chart'");
        peer.result("runtime/complete", "{" + about + ",'result':{}}");
      }
      default -> {
        int count = counters.merge(work.path("session").asText(), 1, Integer::sum);
        peer.result(
            "runtime/report", "{" + about + ",'output':'cell " + count + "','progress':'half'}");
        peer.result(
            "runtime/complete",
            "{" + about + ",'result':{'count':" + count + ",'n':" + work.at("/args/n") + "}}");
        peer.result("runtime/complete", "{" + about + ",'result':{'twice':true}}");
      }
    }
  }

  private static void report(Peer peer, String about, String what) {
    peer.result("runtime/report", "{" + about + "," + what + "}");
  }
}
