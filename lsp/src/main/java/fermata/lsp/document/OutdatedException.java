package fermata.lsp.document;

/** A document has changed, and what was asked of it as it was is no longer looked for. */
public final class OutdatedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says which document it was. */
  public OutdatedException(String uri) {
    super(uri + " has changed meanwhile", null, false, false);
  }
}
