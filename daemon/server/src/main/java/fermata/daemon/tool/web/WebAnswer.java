package fermata.daemon.tool.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered to a {@link WebRequest}.
 *
 * @param text the body, as UTF-8 unless its type says otherwise; absent where it is not text
 * @param isTruncated whether there was more
 * @param retryAfter how long the server wants to be left alone; absent where it does not say
 * @param location where it says that the answer is; absent where it does not
 */
public record WebAnswer(
    int status,
    String contentType,
    @Nullable String text,
    boolean isTruncated,
    @Nullable Duration retryAfter,
    @Nullable String location) {}
