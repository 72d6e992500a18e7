package fermata.daemon.rpc;

import fermata.daemon.blob.Blob;
import fermata.daemon.blob.BlobStore;
import fermata.daemon.platform.Hashes;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.KeyedReplies;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Methods;
import fermata.wire.method.blob.BlobPutParams;
import fermata.wire.method.blob.BlobPutResult;
import fermata.wire.method.blob.BlobReadParams;
import fermata.wire.method.blob.BlobReadResult;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code blob/*}: contents by their SHA-256. */
final class BlobMethods {

  /** The most bytes that are put at once: with Base64 they fit into a frame. */
  static final int PUT_MAX = 8 << 20;

  private final BlobStore blobs;
  private final KeyedReplies replies;
  private final KeyedRequests keyed;
  private final InstantSource clock;

  BlobMethods(Backends backends, KeyedRequests keyed) {
    this.blobs = backends.blobs();
    this.replies = new KeyedReplies(backends.store(), backends.clock());
    this.keyed = keyed;
    this.clock = backends.clock();
  }

  BlobReadResult read(BlobReadParams params, RequestContext context) {
    String sha256 = checked("/sha256", params.sha256());
    Piece piece = Piece.of(params.from(), params.max());
    Blob blob = blobs.find(sha256).orElseThrow(() -> RefusedException.notFound("content", sha256));
    return new BlobReadResult(sha256, blob.size(), piece.from(), piece.read(blobs, sha256));
  }

  /** A part of a content, as a client asks for it. */
  record Piece(long from, int max) {

    private static final int MAX = 1 << 20;

    static Piece of(@Nullable Long from, @Nullable Integer max) {
      var piece =
          new Piece(Objects.requireNonNullElse(from, 0L), Objects.requireNonNullElse(max, MAX));
      EventMethods.requireWithin("/from", piece.from(), 0, Long.MAX_VALUE);
      EventMethods.requireWithin("/max", piece.max(), 1, MAX);
      return piece;
    }

    /** {@return the bytes, in Base64} */
    String read(BlobStore blobs, String sha256) {
      try {
        return Base64.getEncoder().encodeToString(blobs.read(sha256, from, max));
      } catch (IOException failure) {
        throw RefusedException.of(
            DaemonErrorCode.STORAGE_ERROR, "content " + sha256 + " cannot be read");
      }
    }
  }

  private static String checked(String pointer, String sha256) {
    if (!Blob.isName(sha256)) {
      throw RefusedException.invalidParams(
          pointer, "'" + sha256 + "' (expected: 64 hex digits in lower case)");
    }
    return sha256;
  }

  BlobPutResult put(BlobPutParams params, RequestContext context) {
    return keyed.once(
        Methods.BLOB_PUT,
        params,
        context,
        remember -> {
          BlobPutResult result = put(bytes(params));
          replies.keep(remember.apply(_ -> result));
          return result;
        });
  }

  private static byte[] bytes(BlobPutParams params) {
    byte[] bytes = decoded(params.data());
    if (bytes.length > PUT_MAX) {
      throw RefusedException.of(
          RpcError.of(
                  DaemonErrorCode.LIMIT_EXCEEDED,
                  "content: " + bytes.length + " bytes (expected: <= " + PUT_MAX + ")")
              .with("limit", "blob")
              .with("value", PUT_MAX));
    }
    String wanted = params.sha256();
    if (wanted != null && !Hashes.sha256(bytes).equals(checked("/sha256", wanted))) {
      throw RefusedException.invalidParams(
          "/data", "the bytes have another SHA-256 (expected: " + wanted + ")");
    }
    return bytes;
  }

  private static byte[] decoded(String data) {
    try {
      return Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException none) {
      throw RefusedException.invalidParams("/data", "it is not Base64 (expected: RFC 4648)");
    }
  }

  private BlobPutResult put(byte[] bytes) {
    try {
      Blob blob = blobs.put(bytes);
      return new BlobPutResult(
          blob.sha256(),
          blob.size(),
          clock.instant().plus(BlobStore.GRACE).truncatedTo(ChronoUnit.MILLIS),
          false);
    } catch (IOException failure) {
      throw RefusedException.of(
          DaemonErrorCode.STORAGE_ERROR, "the content cannot be written: " + failure.getMessage());
    }
  }
}
