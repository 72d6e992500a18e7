package fermata.wire.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;

/**
 * Where a channel of a Unix socket stands until its first byte says what it carries: {@code G} an
 * HTTP request, anything else lines or headers. Confined to the channel's event loop.
 */
final class Doorstep extends ChannelInboundHandlerAdapter {

  private final OpenConnections connections;
  private final Peer peer;
  private final HttpDoor.Way http;

  Doorstep(OpenConnections connections, Peer peer, HttpDoor.Way http) {
    this.connections = connections;
    this.peer = peer;
    this.http = http;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (!bytes.isReadable()) {
      bytes.release();
      return;
    }
    Channel channel = context.channel();
    channel.pipeline().remove(this);
    if (bytes.getByte(bytes.readerIndex()) == 'G') {
      channel.pipeline().addLast(new HttpDoor(http, peer, () -> {}));
    } else {
      connections.addStream(channel, peer);
    }
    channel.pipeline().fireChannelRead(bytes);
  }

  // Who says nothing at all asks for nothing.
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownReadComplete) {
      var _ = context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
