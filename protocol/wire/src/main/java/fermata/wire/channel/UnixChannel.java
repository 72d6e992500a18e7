package fermata.wire.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.FileRegion;
import io.netty.channel.nio.AbstractNioByteChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a Unix socket that stays open when its peer ends its own direction. Confined to
 * its event loop.
 *
 * <p>Netty's own channel closes then, whatever its options say, and a script that writes its
 * requests, ends its output and reads the answers would get none. This one fires {@link
 * io.netty.channel.socket.ChannelInputShutdownReadComplete} and leaves the rest to its handlers.
 */
final class UnixChannel extends AbstractNioByteChannel {

  private final ChannelConfig config = new DefaultChannelConfig(this);
  private boolean isInputEnded;

  UnixChannel(Channel parent, SocketChannel channel) {
    super(parent, channel);
  }

  /** {@return whose process is at the other end; null when the system does not tell} */
  @Nullable UnixDomainPrincipal principal() {
    try {
      return javaChannel().getOption(ExtendedSocketOptions.SO_PEERCRED);
    } catch (IOException | UnsupportedOperationException _) {
      return null;
    }
  }

  @Override
  protected SocketChannel javaChannel() {
    return (SocketChannel) super.javaChannel();
  }

  @Override
  public ChannelConfig config() {
    return config;
  }

  @Override
  public boolean isActive() {
    return javaChannel().isOpen() && javaChannel().isConnected();
  }

  // An input that has ended by itself is one that Netty takes for shut down, and does not close.
  @Override
  protected boolean isInputShutdown0() {
    return isInputEnded;
  }

  @Override
  protected int doReadBytes(ByteBuf into) throws IOException {
    var handle = unsafe().recvBufAllocHandle();
    handle.attemptedBytesRead(into.writableBytes());
    int count = into.writeBytes(javaChannel(), handle.attemptedBytesRead());
    isInputEnded |= count < 0;
    return count;
  }

  @Override
  protected int doWriteBytes(ByteBuf bytes) throws IOException {
    return bytes.readBytes(javaChannel(), bytes.readableBytes());
  }

  @Override
  protected @Nullable SocketAddress localAddress0() {
    try {
      return javaChannel().getLocalAddress();
    } catch (IOException _) {
      return null;
    }
  }

  @Override
  protected @Nullable SocketAddress remoteAddress0() {
    try {
      return javaChannel().getRemoteAddress();
    } catch (IOException _) {
      return null;
    }
  }

  @Override
  protected void doClose() throws Exception {
    super.doClose();
    javaChannel().close();
  }

  @Override
  protected void doDisconnect() throws Exception {
    doClose();
  }

  // It is made by a listener, connected, and sends no files.

  @Override
  protected ChannelFuture shutdownInput() {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void doBind(SocketAddress address) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected boolean doConnect(SocketAddress remote, @Nullable SocketAddress local) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void doFinishConnect() {
    throw new UnsupportedOperationException();
  }

  @Override
  protected long doWriteFileRegion(FileRegion region) {
    throw new UnsupportedOperationException();
  }
}
