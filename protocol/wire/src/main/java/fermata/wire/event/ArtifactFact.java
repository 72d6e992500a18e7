package fermata.wire.event;

import fermata.wire.json.Doc;

/** Facts about artifacts: contents that a session keeps under names. */
public sealed interface ArtifactFact extends EventData {

  /** A content is kept under a name that the session did not have. */
  record Created(
      @Doc("step that kept it") String step,
      @Doc("call of the tool that kept it") String call,
      @Doc("its name in the session") String name,
      @Doc("1 for the first content of the name") int version,
      @Doc("SHA-256 of the content, by which it is read") String sha256,
      @Doc("bytes") long size,
      @Doc("its media type") String mime)
      implements ArtifactFact {}

  /** Another content is kept under a name; those before stay under their versions. */
  record Updated(
      @Doc("step that kept it") String step,
      @Doc("call of the tool that kept it") String call,
      @Doc("its name in the session") String name,
      @Doc("one more than that of the content before") int version,
      @Doc("SHA-256 of the content, by which it is read") String sha256,
      @Doc("bytes") long size,
      @Doc("its media type") String mime)
      implements ArtifactFact {}
}
