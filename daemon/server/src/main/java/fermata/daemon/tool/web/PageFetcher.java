package fermata.daemon.tool.web;

import fermata.daemon.tool.web.FetchRefusal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches pages over HTTP.
 *
 * <p>The client is made at the first fetch. Thread-safe; an interrupt ends a fetch.
 */
public final class PageFetcher implements AutoCloseable {

  /** How many redirects one fetch follows. */
  public static final int REDIRECTS_MAX = 5;

  private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([^\\s;\"]+)");

  private final HostPolicy policy;
  private final ClientOnDemand client = new ClientOnDemand();

  /** Makes a fetcher that reaches what the policy allows. */
  public PageFetcher(HostPolicy policy) {
    this.policy = policy;
  }

  /**
   * {@return what the server answers, whatever the status}
   *
   * @throws FetchRefusal where there is no answer, or may be none
   */
  public Page fetch(PageRequest request) throws InterruptedException {
    URI first = address(request.url());
    URI current = first;
    for (int redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      policy.check(current);
      boolean isSameOrigin = origin(current).equals(origin(first));
      HttpResponse<InputStream> response =
          send(current, request, isSameOrigin ? request.headers() : Map.of());
      checkAgain(current, response);
      Optional<URI> next = redirect(current, response);
      if (next.isEmpty()) {
        return page(current, response, request.bytesMax());
      }
      close(response);
      current = next.get();
    }
    throw new FetchRefusal(Reason.ANSWER, "more than " + REDIRECTS_MAX + " redirects");
  }

  private void checkAgain(URI address, HttpResponse<InputStream> response) {
    try {
      policy.check(address);
    } catch (FetchRefusal refusal) {
      close(response);
      throw refusal;
    }
  }

  private static URI address(String url) {
    try {
      URI address = new URI(url);
      String scheme = Objects.requireNonNullElse(address.getScheme(), "");
      boolean isHttp = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
      if (!isHttp || address.getHost() == null || address.getUserInfo() != null) {
        throw unfit(url, "expected: an absolute http or https address without user name");
      }
      return address;
    } catch (URISyntaxException failure) {
      throw unfit(url, failure.getReason().toLowerCase(Locale.ROOT));
    }
  }

  private static FetchRefusal unfit(String url, String why) {
    return new FetchRefusal(Reason.ADDRESS, "url '" + url + "': " + why);
  }

  private static String origin(URI address) {
    return (address.getScheme() + "://" + address.getAuthority()).toLowerCase(Locale.ROOT);
  }

  private HttpResponse<InputStream> send(
      URI address, PageRequest request, Map<String, String> headers) throws InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(address)
            .method(request.method(), HttpRequest.BodyPublishers.noBody())
            .setHeader("User-Agent", "fermata");
    headers.forEach((name, value) -> setHeader(builder, name, value));
    try {
      return client.get().send(builder.build(), BodyHandlers.ofInputStream());
    } catch (IOException failure) {
      throw broken(address, failure);
    }
  }

  private static void setHeader(HttpRequest.Builder builder, String name, String value) {
    try {
      builder.setHeader(name, value);
    } catch (IllegalArgumentException _) {
      throw new FetchRefusal(Reason.ADDRESS, "header '" + name + "' cannot be set");
    }
  }

  private static FetchRefusal broken(URI address, IOException failure) {
    String why =
        switch (failure) {
          case java.net.http.HttpConnectTimeoutException _ -> "no connection in time";
          case java.net.ConnectException _ -> "no connection";
          case javax.net.ssl.SSLException _ -> "no trusted connection: " + failure.getMessage();
          default -> "the connection broke off";
        };
    return new FetchRefusal(Reason.NETWORK, "host '" + address.getHost() + "': " + why);
  }

  private static Optional<URI> redirect(URI from, HttpResponse<?> response) {
    boolean isRedirect =
        switch (response.statusCode()) {
          case 301, 302, 303, 307, 308 -> true;
          default -> false;
        };
    Optional<String> location = response.headers().firstValue("location");
    if (!isRedirect || location.isEmpty()) {
      return Optional.empty();
    }
    URI next = address(resolved(from, location.get()));
    if (from.getScheme().equalsIgnoreCase("https") && next.getScheme().equalsIgnoreCase("http")) {
      throw new FetchRefusal(Reason.ANSWER, "a redirect leads from https to http");
    }
    return Optional.of(next);
  }

  private static String resolved(URI from, String location) {
    try {
      return from.resolve(new URI(location)).toString();
    } catch (URISyntaxException _) {
      throw new FetchRefusal(Reason.ANSWER, "a redirect leads to no address: '" + location + "'");
    }
  }

  private static Page page(URI address, HttpResponse<InputStream> response, int bytesMax) {
    String type = response.headers().firstValue("content-type").orElse("");
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(bytesMax);
      boolean isTruncated = bytes.length == bytesMax && body.read() >= 0;
      String text = text(bytes, type);
      return new Page(
          address.toString(), response.statusCode(), type, text, bytes.length, isTruncated);
    } catch (IOException failure) {
      throw broken(address, failure);
    }
  }

  static String text(byte[] bytes, String type) {
    if (!isText(bytes)) {
      throw new FetchRefusal(Reason.ANSWER, "the answer is not text (content type '" + type + "')");
    }
    return new String(bytes, charset(type));
  }

  static boolean isText(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return false;
      }
    }
    return true;
  }

  private static Charset charset(String type) {
    Matcher named = CHARSET.matcher(type);
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return StandardCharsets.UTF_8;
    }
  }

  private static void close(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException _) {
      // A redirect's body is of no interest.
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
