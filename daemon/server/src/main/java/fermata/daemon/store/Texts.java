package fermata.daemon.store;

import fermata.daemon.blob.LargeValues;
import fermata.wire.discovery.FileFailure;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The texts of rows, with their large values kept elsewhere. Thread-safe. */
final class Texts {

  static final Packing NOTHING_LARGE = new Packing(Map.of());

  private final LargeValues values;

  Texts(LargeValues values) {
    this.values = values;
  }

  /** What becomes of the texts of one commit. Immutable. */
  static final class Packing {

    private final Map<String, LargeValues.Packed> packed;

    private Packing(Map<String, LargeValues.Packed> packed) {
      this.packed = packed;
    }

    /** {@return what stands in the row of a text} */
    String of(String text) {
      LargeValues.Packed found = packed.get(text);
      return found == null ? text : found.text();
    }

    /** {@return the contents that a text needs} */
    Set<String> names(String text) {
      LargeValues.Packed found = packed.get(text);
      return found == null ? Set.of() : found.names();
    }
  }

  /**
   * Keeps the large values of a commit, which are durable then.
   *
   * @throws StorageException if one cannot be kept
   */
  Packing pack(List<StoreChange> changes) {
    List<String> large =
        changes.stream()
            .flatMap(change -> change.texts().stream())
            .filter(LargeValues::isCandidate)
            .toList();
    if (large.isEmpty()) {
      return NOTHING_LARGE;
    }
    LargeValues.Packing pass = values.packing();
    // A text is looked for where it was found, so it need not be compared.
    var packed = new IdentityHashMap<String, LargeValues.Packed>();
    large.forEach(text -> packed.put(text, pack(pass, text)));
    return new Packing(packed);
  }

  private static LargeValues.Packed pack(LargeValues.Packing pass, String text) {
    try {
      return pass.pack(text);
    } catch (IOException failure) {
      throw failure(failure);
    }
  }

  /**
   * {@return the text of a row; empty where it is damaged}
   *
   * @throws StorageException if a content is there and cannot be read
   */
  String unpack(String text) {
    try {
      return values.unpack(text);
    } catch (LargeValues.Missing damage) {
      // As with a row that cannot be read: its checksum tells.
      return "";
    } catch (IOException failure) {
      throw failure(failure);
    }
  }

  private static StorageException failure(IOException failure) {
    String why = FileFailure.text(failure);
    // Java has no exception of its own for it.
    return why.contains("No space left")
        ? new StorageException(
            StorageException.Kind.FULL,
            "store: no space left for contents; free some, nothing that was accepted is lost",
            failure)
        : new StorageException(
            StorageException.Kind.IO, "store: a content cannot be kept or read: " + why, failure);
  }
}
