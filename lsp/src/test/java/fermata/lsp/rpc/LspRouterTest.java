package fermata.lsp.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A handler that fails, with whatever, fails its own request; the next one is answered. */
class LspRouterTest {

  private final Workers workers = new Workers();
  private final LspRouter router = new LspRouter(workers, new BugLog());

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  void answersAfterErrorsOfTheMachineToo() throws InterruptedException, TimeoutException {
    router
        .request("initialize", () -> () -> "hello")
        .request("deep", () -> () -> deep(1))
        .request("large", () -> fail(new OutOfMemoryError("none left")))
        .request("fine", () -> () -> "fine");
    assertThat(answer("initialize")).isEqualTo("hello");
    assertThat(answer("deep")).isEqualTo("-32603 deep failed");
    assertThat(answer("large")).isEqualTo("-32603 large failed");
    assertThat(answer("fine")).isEqualTo("fine");
  }

  @Test
  void registersTheRestOnceSomebodyNeedsIt() {
    var times = new AtomicInteger();
    router
        .request("initialize", () -> () -> "hello")
        .later(
            () -> {
              times.incrementAndGet();
              router.request("fine", () -> () -> "fine");
            });
    assertThat(router.method("initialize")).isNotNull();
    assertThat(router.method("$/setTrace")).isNull();
    assertThat(router.method("window/showDocument")).isNotNull();
    assertThat(times).hasValue(0);
    assertThat(router.method("fine")).isNotNull();
    assertThat(router.method("other")).isNull();
    assertThat(times).hasValue(1);
  }

  private static Handler.Work fail(Error error) {
    throw error;
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int deep(int depth) {
    return deep(depth + 1) + 1;
  }

  private Object answer(String method) throws InterruptedException, TimeoutException {
    Endpoint served = router;
    CompletableFuture<?> reply = served.request(method, null);
    try {
      return reply.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return e.getCause() instanceof ResponseErrorException refused
          ? refused.getResponseError().getCode()
              + " "
              + refused.getResponseError().getMessage().replaceAll(",.*", "")
          : e;
    }
  }
}
