package fermata.wire.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {

  private static final Build OURS = new Build("ours", "0.1.0");
  private static final Build THEIRS = new Build("theirs", "0.1.0");

  @TempDir Path directory;

  @Test
  void isTheOneThatTheEnvironmentNames() {
    var named = Map.of(RunDirectory.VARIABLE, "/somewhere", "XDG_RUNTIME_DIR", "/run/user/1");
    assertThat(locate(named, "/state", "ann")).isEqualTo(Path.of("/somewhere"));
  }

  @Test
  void isBelowTheRuntimeDirectoryElseTheHome() {
    assertThat(locate(Map.of("XDG_RUNTIME_DIR", "/run/user/1"), "/state", "ann").toString())
        .matches("/run/user/1/fermata/[0-9a-f]{6}");
    assertThat(locate(Map.of("HOME", "/home/ann"), "/state", "ann").toString())
        .matches("/home/ann/.cache/fermata/run/fermata/[0-9a-f]{6}");
  }

  @Test
  void isOfThisMachineWhereTheHomeIsServedByAnother() {
    Mounts mounts =
        Mounts.parse(
            """
            proc /proc proc rw 0 0
            /dev/sda1 / ext4 rw,relatime 0 0
            server:/export /home nfs4 rw,vers=4.2 0 0
            /dev/sdb1 /home/local ext4 rw 0 0
            //server/share /mnt/with\\040blank cifs rw 0 0
            ann@server: /mnt/ssh fuse.sshfs rw 0 0
            odd
            """);
    assertThat(mounts.remoteTypeOf(Path.of("/home/ann/x"))).contains("nfs4");
    assertThat(mounts.remoteTypeOf(Path.of("/home/local/../ann"))).contains("nfs4");
    assertThat(mounts.remoteTypeOf(Path.of("/home/local/ann"))).isEmpty();
    assertThat(mounts.remoteTypeOf(Path.of("/homes"))).isEmpty();
    assertThat(mounts.remoteTypeOf(Path.of("/mnt/with blank/a"))).contains("cifs");
    assertThat(mounts.remoteTypeOf(Path.of("/mnt/ssh"))).contains("fuse.sshfs");
    assertThat(new Mounts(List.of()).remoteTypeOf(Path.of("/home/ann"))).isEmpty();

    assertThat(below(Map.of("HOME", "/home/ann"), mounts)).isEqualTo("/tmp/fermata-ann-012345");
    assertThat(below(Map.of("HOME", "/home/ann", "TMPDIR", "/var/tmp"), mounts))
        .isEqualTo("/var/tmp/fermata-ann-012345");
    assertThat(below(Map.of("HOME", "/home/local/ann"), mounts))
        .isEqualTo("/home/local/ann/.cache/fermata/run/fermata/012345");
  }

  private static String below(Map<String, String> environment, Mounts mounts) {
    return RunDirectory.belowHome(environment, "ann", "012345", mounts).path().toString();
  }

  @Test
  void differsByStateAndUser() {
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", "/run/user/1");
    assertThat(
            Stream.of(
                locate(environment, "/state", "ann"),
                locate(environment, "/other", "ann"),
                locate(environment, "/state", "bob")))
        .doesNotHaveDuplicates();
  }

  @Test
  void hasFilesOfItsOwnForEachBuild() {
    var run = new RunDirectory(directory);
    assertThat(Stream.concat(filesOf(run, OURS), filesOf(run, THEIRS)))
        .doesNotHaveDuplicates()
        .allSatisfy(file -> assertThat(file.getParent()).isEqualTo(directory));
  }

  @Test
  void isMadeForItsOwnerAlone() throws IOException {
    var run = new RunDirectory(directory.resolve("a").resolve("b"));
    assertThat(run.require()).isEqualTo(Files.getOwner(directory));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.path())))
        .isEqualTo("rwx------");
    assertThat(run.requirePrivate()).isEqualTo(Files.getOwner(directory));
  }

  @Test
  void isRefusedWhenOthersMayEnter() throws IOException {
    Path open =
        Files.createDirectory(
            directory.resolve("open"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
    assertThatThrownBy(() -> new RunDirectory(open).require())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has permissions rwxr-x--- (expected: rwx------");
  }

  @Test
  void keepsTheDescriptionOfADaemon() throws IOException {
    Path file = new RunDirectory(directory).description(OURS);
    assertThat(DaemonDescription.read(file)).isEmpty();
    var description = describe();
    description.write(file);
    assertThat(DaemonDescription.read(file)).contains(description);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.writeString(file, "{\"schema\":1}");
    assertThat(DaemonDescription.read(file)).isEmpty();
  }

  @Test
  void keepsTheLastLifecycleEvents() throws IOException {
    Path file = new RunDirectory(directory).lifecycle(OURS);
    assertThat(LifecycleEvent.readAll(file)).isEmpty();
    for (int i = 0; i < LifecycleEvent.KEPT_MAX + 1; i++) {
      new LifecycleEvent(Instant.EPOCH, "stopped", "i", i, "a test").append(file);
    }
    List<LifecycleEvent> events = LifecycleEvent.readAll(file);
    assertThat(events).hasSize(LifecycleEvent.KEPT_MAX);
    assertThat(events.getFirst().pid()).isEqualTo(1);
    assertThat(events.getLast().pid()).isEqualTo(LifecycleEvent.KEPT_MAX);
  }

  @Test
  void buildsAreToldApartByTheEnvironment() {
    assertThat(Build.current(Map.of()).id()).isEqualTo(Build.current(Map.of()).version());
    assertThat(Build.current(Map.of(Build.VARIABLE, "ours")).id()).isEqualTo("ours");
    assertThat(OURS.tag()).isNotEqualTo(THEIRS.tag());
  }

  private static Path locate(Map<String, String> environment, String state, String user) {
    return RunDirectory.locate(environment, new StateDirectory(Path.of(state)), user).path();
  }

  private static Stream<Path> filesOf(RunDirectory run, Build build) {
    return Stream.of(
        run.socket(build),
        run.lock(build),
        run.spawnLock(build),
        run.description(build),
        run.lifecycle(build),
        run.log(build),
        run.output(build));
  }

  private static DaemonDescription describe() {
    return new DaemonDescription(
        DaemonDescription.SCHEMA,
        "i",
        "ready",
        1,
        2,
        OURS.id(),
        OURS.version(),
        List.of("1.0.0"),
        "25",
        "/state",
        Instant.EPOCH,
        null,
        List.of(DaemonDescription.Endpoint.unix(Path.of("/d.sock"))),
        "/d.log");
  }
}
