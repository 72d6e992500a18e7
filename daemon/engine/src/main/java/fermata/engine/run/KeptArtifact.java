package fermata.engine.run;

/**
 * A content that a tool call has kept under a name.
 *
 * @param name in the session
 * @param sha256 of the content
 * @param size in bytes
 * @param mime its media type
 */
public record KeptArtifact(String name, String sha256, long size, String mime) {}
