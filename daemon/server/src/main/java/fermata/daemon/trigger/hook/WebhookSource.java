package fermata.daemon.trigger.hook;

import fermata.daemon.platform.AtomicFiles;
import fermata.daemon.secret.Secrets;
import fermata.daemon.store.EntryId;
import fermata.daemon.trigger.ArmedTrigger;
import fermata.daemon.trigger.TriggerSink;
import fermata.daemon.trigger.TriggerSource;
import fermata.definition.model.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires at requests over HTTP.
 *
 * <p>The port that is taken once is taken again by the next daemon: who sends requests has it in
 * his settings. Thread-safe.
 */
public final class WebhookSource implements TriggerSource {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookSource.class);

  private final HookDesk desk;
  private final Path remembered;
  private final int wanted;
  private @Nullable HookListener listener;

  /**
   * @param state the folder of the store; the port is kept there
   * @param port to listen on; 0 for the one of before, else any
   */
  public WebhookSource(Secrets secrets, Path state, int port) {
    this.desk = new HookDesk(secrets);
    this.remembered = state.resolve("webhook.port");
    this.wanted = port;
  }

  @Override
  public void attach(TriggerSink sink) {
    desk.attach(sink);
  }

  @Override
  public synchronized void arm(ArmedTrigger trigger) {
    if (trigger.trigger() instanceof Trigger.Webhook webhook) {
      desk.remove(trigger.id());
      desk.put(trigger, webhook);
      listen();
    }
  }

  @Override
  public synchronized void disarm(EntryId id) {
    // Who listens ends at the next look: a definition that changes is disarmed and armed again.
    desk.remove(id);
  }

  /** {@return the port, while something listens} */
  public synchronized OptionalInt port() {
    HookListener open = listener;
    return open == null ? OptionalInt.empty() : OptionalInt.of(open.port());
  }

  /**
   * A port that was taken by others may be free by now, and one that is not needed is given back.
   */
  @Override
  public synchronized void look(Instant now) {
    if (desk.isEmpty()) {
      close();
    } else {
      listen();
    }
  }

  private void listen() {
    if (listener != null) {
      return;
    }
    try {
      HookListener open = open();
      listener = open;
      AtomicFiles.write(remembered, Integer.toString(open.port()));
      LOG.info("webhooks are taken on 127.0.0.1:{}", open.port());
    } catch (IOException | UncheckedIOException failure) {
      LOG.warn("webhooks cannot be taken, trying again: {}", failure.getMessage());
    }
  }

  private HookListener open() throws IOException {
    if (wanted != 0) {
      return HookListener.open(wanted, desk::answer);
    }
    try {
      return HookListener.open(lastPort(), desk::answer);
    } catch (IOException taken) {
      LOG.warn("the port of before is taken by another program: {}", taken.getMessage());
      return HookListener.open(0, desk::answer);
    }
  }

  private int lastPort() {
    try {
      String text = Files.isRegularFile(remembered) ? Files.readString(remembered).strip() : "";
      return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 0xffff
          ? Integer.parseInt(text)
          : 0;
    } catch (IOException unreadable) {
      return 0;
    }
  }

  @Override
  public Optional<Instant> nextLook() {
    return Optional.empty();
  }

  @Override
  public synchronized void close() {
    HookListener open = listener;
    if (open != null) {
      open.close();
      listener = null;
    }
  }
}
