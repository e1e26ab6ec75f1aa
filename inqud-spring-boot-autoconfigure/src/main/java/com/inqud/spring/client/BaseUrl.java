package com.inqud.spring.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriBuilder;
import org.springframework.web.util.UriBuilderFactory;

/**
 * {@link UriBuilderFactory} that keeps the path of the base URL unchanged. Spring's own
 * factory would encode an encoded path again.
 */
final class BaseUrl implements UriBuilderFactory {

	private final UriBuilderFactory delegate;

	private final URI baseUrl;

	private BaseUrl(URI baseUrl) {
		this.baseUrl = URI.create(baseUrl.toASCIIString());
		this.delegate = new DefaultUriBuilderFactory(baseUrl.getScheme() + "://" + baseUrl.getRawAuthority());
	}

	static UriBuilderFactory uriBuilderFactory(URI baseUrl) {
		return baseUrl.getRawPath().contains("%") ? new BaseUrl(baseUrl)
				: new DefaultUriBuilderFactory(baseUrl.toString());
	}

	@Override
	public URI expand(String uriTemplate, Map<String, ? extends @Nullable Object> uriVariables) {
		return prefixed(uriTemplate, this.delegate.expand(uriTemplate, uriVariables));
	}

	@Override
	@SuppressWarnings("NullAway") // JDK 17 does not read the annotation of the delegate
	public URI expand(String uriTemplate, @Nullable Object... uriVariables) {
		return prefixed(uriTemplate, this.delegate.expand(uriTemplate, uriVariables));
	}

	@Override
	public UriBuilder uriString(String uriTemplate) {
		UriBuilder builder = this.delegate.uriString(uriTemplate);
		return isAbsolute(uriTemplate) ? builder : prefixed(builder);
	}

	@Override
	public UriBuilder builder() {
		return prefixed(this.delegate.builder());
	}

	private UriBuilder prefixed(UriBuilder builder) {
		return (UriBuilder) Proxy.newProxyInstance(UriBuilder.class.getClassLoader(),
				new Class<?>[] { UriBuilder.class }, (proxy, method, arguments) -> {
					try {
						Object result = method.invoke(builder, arguments);
						return (result == builder) ? proxy : (result instanceof URI uri) ? prefixed(uri) : result;
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private static boolean isAbsolute(String uriTemplate) {
		int scheme = uriTemplate.indexOf("://");
		return scheme > 0 && uriTemplate.substring(0, scheme).chars().noneMatch((c) -> "/?#".indexOf(c) != -1);
	}

	private URI prefixed(String uriTemplate, URI uri) {
		return isAbsolute(uriTemplate) ? uri : prefixed(uri);
	}

	private URI prefixed(URI uri) {
		String authority = this.baseUrl.getRawAuthority();
		if (!this.baseUrl.getScheme().equals(uri.getScheme()) || !authority.equals(uri.getRawAuthority())) {
			return uri;
		}
		String text = uri.toString();
		String rest = text.substring(text.indexOf(authority) + authority.length());
		String path = StringUtils.trimTrailingCharacter(this.baseUrl.getRawPath(), '/');
		return URI.create(this.baseUrl.getScheme() + "://" + authority + path + rest);
	}

}
