package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.tool.web.FetchRefusal;
import fermata.daemon.tool.web.Page;
import fermata.daemon.tool.web.PageFetcher;
import fermata.daemon.tool.web.PageRequest;

/** Fetches a page. */
record FetchTool(PageFetcher fetcher) implements ToolBody {

  @Override
  public JsonNode run(ToolWork work) throws InterruptedException {
    Page page = fetched(work.args());
    return JsonNodeFactory.instance
        .objectNode()
        .put("url", page.url())
        .put("status", page.status())
        .put("content_type", page.contentType())
        .put("text", page.text())
        .put("bytes", page.bytes())
        .put("truncated", page.isTruncated());
  }

  private Page fetched(Arguments args) throws InterruptedException {
    PageRequest request =
        new PageRequest(
            args.text("url"),
            args.text("method"),
            args.textsByName("headers"),
            args.number("max_bytes"));
    try {
      return fetcher.fetch(request);
    } catch (FetchRefusal refusal) {
      throw refused(refusal);
    }
  }

  private static ToolRefusal refused(FetchRefusal refusal) {
    String message = String.valueOf(refusal.getMessage());
    return switch (refusal.reason()) {
      case ADDRESS -> ToolRefusal.argument("/url", message);
      case HOST -> ToolRefusal.of(ToolFailureKinds.HOST, message);
      case NETWORK -> ToolRefusal.passing(ToolFailureKinds.FETCH, message);
      case ANSWER -> ToolRefusal.of(ToolFailureKinds.FETCH, message);
    };
  }
}
