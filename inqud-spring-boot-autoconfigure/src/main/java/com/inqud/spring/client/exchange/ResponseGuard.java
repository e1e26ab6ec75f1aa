package com.inqud.spring.client.exchange;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;

/**
 * Handler that passes on one final response for each request. Reactor Netty would treat
 * an interim response as the final one, and a second response as the response to the next
 * request on the connection.
 */
final class ResponseGuard extends ChannelDuplexHandler {

	static final String NAME = "inqud.responseGuard";

	private static final int SWITCHING_PROTOCOLS = 101;

	/**
	 * Whether several requests share the channel.
	 */
	private boolean http1;

	private boolean awaiting;

	private boolean interim;

	/**
	 * Last part of the response, held back until everything that was read has been
	 * checked.
	 */
	private @Nullable Object last;

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.http1 = !(context.channel() instanceof Http2StreamChannel);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		ReferenceCountUtil.release(this.last);
		this.last = null;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (message instanceof HttpRequest) {
			this.awaiting = true;
		}
		super.write(context, message, promise);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpResponse response) {
			this.interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
			if (response.status().code() == SWITCHING_PROTOCOLS) {
				ReferenceCountUtil.release(message);
				context.close();
				return;
			}
		}
		if (this.interim) {
			ReferenceCountUtil.release(message);
			if (message instanceof LastHttpContent) {
				context.read();
			}
		}
		else if (this.http1 && !this.awaiting) {
			refuse(context, message);
		}
		else if (this.http1 && message instanceof LastHttpContent) {
			this.awaiting = false;
			this.last = message;
		}
		else {
			super.channelRead(context, message);
		}
	}

	/**
	 * Discards an unexpected response and prevents reuse of the connection.
	 */
	private void refuse(ChannelHandlerContext context, Object message) {
		ReferenceCountUtil.release(message);
		if (this.last != null) {
			Connection.from(context.channel()).markPersistent(false);
		}
		else {
			context.close();
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) throws Exception {
		Object held = this.last;
		if (held != null) {
			this.last = null;
			context.fireChannelRead(held);
		}
		super.channelReadComplete(context);
	}

}
