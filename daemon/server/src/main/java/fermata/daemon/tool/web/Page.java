package fermata.daemon.tool.web;

/**
 * What a server answered.
 *
 * @param url that answered, after redirects
 * @param bytes how many bytes of the body were read
 * @param isTruncated whether there were more
 */
public record Page(
    String url, int status, String contentType, String text, int bytes, boolean isTruncated) {}
