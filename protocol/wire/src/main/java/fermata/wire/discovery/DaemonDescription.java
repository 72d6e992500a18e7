package fermata.wire.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import fermata.wire.json.BindingException;
import fermata.wire.json.Doc;
import fermata.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon says of itself in a file of the {@link RunDirectory}, for people and for programs
 * that want to know without connecting. A hint: it may be stale, the socket is the truth.
 */
public record DaemonDescription(
    @Doc("version of this file's form") int schema,
    @Doc("UUIDv7 of this start") String instanceId,
    @Doc("starting, ready or draining") String state,
    @Doc("process") long pid,
    @Doc("when the process started, as the system counts it; tells a reused pid") long pidStart,
    @Doc("id of the build") String build,
    @Doc("version of the build") String version,
    @Doc("protocol versions, best first") List<String> protocol,
    @Doc("version of the Java platform") String java,
    @Doc("where the state is kept") String stateDir,
    @Doc("when it started") Instant startedAt,
    @Doc("how long it stays without work, in milliseconds; absent when it stays for ever")
        @Nullable Long idleExitMs,
    @Doc("where it listens") List<Endpoint> endpoints,
    @Doc("file with its log") String log) {

  /** The form that this build writes. */
  public static final int SCHEMA = 1;

  public DaemonDescription {
    protocol = List.copyOf(protocol);
    endpoints = List.copyOf(endpoints);
  }

  /** Where a daemon listens. */
  public record Endpoint(
      @Doc("unix: a socket; ws: a port for WebSocket and HTTP") String kind,
      @Doc("path of the socket") @Nullable String path,
      @Doc("where a WebSocket connects") @Nullable String url,
      @Doc("file with the token that the port wants") @Nullable String tokenFile) {

    /** {@return a socket} */
    public static Endpoint unix(Path socket) {
      return new Endpoint("unix", socket.toString(), null, null);
    }

    /** {@return a port} */
    public static Endpoint web(String url, TokenFile token) {
      return new Endpoint("ws", null, url, token.path().toString());
    }
  }

  /** {@return what stands in the file; empty when there is none or it cannot be read as one} */
  public static Optional<DaemonDescription> read(Path file) throws IOException {
    try {
      return Optional.of(
          Json.read(Json.mapper().readTree(Files.readAllBytes(file)), DaemonDescription.class));
    } catch (NoSuchFileException | JsonProcessingException | BindingException _) {
      return Optional.empty();
    }
  }

  /** Whether the process that wrote this still runs. */
  public boolean isRunning() {
    return ProcessIdentity.isRunning(pid, pidStart);
  }

  /** Puts this in the file, whole or not at all, readable by its owner only. */
  public void write(Path file) throws IOException {
    AtomicFiles.write(file, Json.toBytes(this));
  }
}
