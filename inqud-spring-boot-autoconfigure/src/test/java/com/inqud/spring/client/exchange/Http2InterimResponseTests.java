package com.inqud.spring.client.exchange;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.client.TestClient;
import com.inqud.spring.client.payment.Payment;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.test.StepVerifier;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for interim responses on HTTP/2, where calls share a connection. The cleartext
 * protocol is used with prior knowledge.
 */
class Http2InterimResponseTests {

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	@AfterEach
	void closeServer() {
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	@ParameterizedTest
	@ValueSource(strings = { "100", "102", "103", "199" })
	void interimResponsesAreNotTheResponse(String status) {
		WebClient client = client(start(status, "200"), Duration.ofSeconds(10));
		StepVerifier
			.create(Flux.range(0, 20)
				.map(String::valueOf)
				.flatMap((reference) -> pay(client, reference).map((payment) -> payment.id().equals(reference))))
			.expectNextCount(20)
			.expectComplete()
			.verify(Payouts.TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "101", "103" })
	void interimResponseAsTheLastWordIsAnUnknownOutcome(String status) {
		WebClient client = client(start(status, null), Duration.ofSeconds(1));
		assertThat(Payouts.failure(pay(client, "a"))).isInstanceOf(InqudOutcomeUnknownException.class);
	}

	private static Mono<Payment> pay(WebClient client, String reference) {
		return client.post()
			.uri(Payouts.PATH)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Payouts.request(reference))
			.retrieve()
			.bodyToMono(Payment.class)
			.doOnNext((payment) -> assertThat(payment.id()).isEqualTo(reference));
	}

	private static WebClient client(URI url, Duration callTimeout) {
		return TestClient.create(url,
				ClientHttpConnectorBuilder.reactor()
					.withHttpClientCustomizer((httpClient) -> httpClient.protocol(HttpProtocol.H2C)),
				TestClient.HTTP_SETTINGS,
				new InqudCallSettings(callTimeout, DataSize.ofMegabytes(1), 1, Duration.ZERO, Duration.ZERO));
	}

	private URI start(String interim, String status) {
		Channel server = new ServerBootstrap().group(this.group)
			.channel(NioServerSocketChannel.class)
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline()
						.addLast(Http2FrameCodecBuilder.forServer().build(),
								new Http2MultiplexHandler(new Responder(interim, status)));
				}

			})
			.bind(InetAddress.getLoopbackAddress(), 0)
			.syncUninterruptibly()
			.channel();
		return URI.create("http://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort());
	}

	/**
	 * Sends an interim response and, if there is a status, a final one for each request.
	 */
	@ChannelHandler.Sharable
	private static final class Responder extends SimpleChannelInboundHandler<Http2StreamFrame> {

		private final String interim;

		private final String status;

		private Responder(String interim, String status) {
			this.interim = interim;
			this.status = status;
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, Http2StreamFrame frame) {
			if (!(frame instanceof Http2DataFrame data) || !data.isEndStream()) {
				return;
			}
			byte[] request = new byte[data.content().readableBytes()];
			data.content().readBytes(request);
			context.writeAndFlush(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status(this.interim)));
			if (this.status != null) {
				ByteBuf body = Unpooled.copiedBuffer("{\"id\":\"" + InqudJson.text(request, "clientOrderId") + "\"}",
						StandardCharsets.UTF_8);
				// Not read together with the interim response
				context.executor().schedule(() -> {
					context.write(new DefaultHttp2HeadersFrame(
							new DefaultHttp2Headers().status(this.status).set("content-type", "application/json")));
					context.writeAndFlush(new DefaultHttp2DataFrame(body, true));
				}, 50, TimeUnit.MILLISECONDS);
			}
		}

	}

}
