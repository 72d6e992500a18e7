package fermata.wire.channel;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** Threads that move bytes and sleep while there are none. */
public final class IoLoop {

  private IoLoop() {}

  /** {@return a loop of one thread, which does not keep the process} */
  public static EventLoopGroup open(String name) {
    var loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    // One that has no task for later looks every second whether there is one.
    var _ = loop.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.DAYS);
    return loop;
  }
}
