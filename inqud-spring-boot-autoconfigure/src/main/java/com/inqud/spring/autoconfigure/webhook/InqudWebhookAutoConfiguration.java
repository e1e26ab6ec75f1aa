package com.inqud.spring.autoconfigure.webhook;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import com.inqud.spring.autoconfigure.InqudConfigurationException;
import com.inqud.spring.webhook.InqudWebhookReactiveArgumentResolver;
import com.inqud.spring.webhook.InqudWebhookServletArgumentResolver;
import com.inqud.spring.webhook.InqudWebhookVerifier;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.annotation.Order;
import org.springframework.util.StringUtils;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Auto-configuration for the webhooks that Inqud sends. It is independent of the client:
 * neither {@code inqud.enabled} nor a token changes it.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(InqudWebhookProperties.class)
public final class InqudWebhookAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnWebhookSecretsCondition.class)
	InqudWebhookVerifier inqudWebhookVerifier(InqudWebhookProperties properties) {
		return valid(() -> new InqudWebhookVerifier(properties.secrets()));
	}

	private static <T> T valid(Supplier<T> supplier) {
		return InqudConfigurationException.translate("Inqud webhooks",
				"Correct the properties that start with 'inqud.webhook.'.", supplier);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ WebMvcConfigurer.class, HttpServletRequest.class })
	static class ServletConfiguration {

		@Bean
		WebMvcConfigurer inqudWebhookWebMvcConfigurer(InqudWebhookProperties properties,
				ObjectProvider<InqudWebhookVerifier> verifier) {
			return new WebMvcConfigurer() {

				@Override
				public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
					resolvers.add(valid(() -> new InqudWebhookServletArgumentResolver(verifier.getIfAvailable(),
							properties.maxSize())));
				}

				@Override
				public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
					int index = 0;
					while (index < resolvers.size()
							&& resolvers.get(index) instanceof ExceptionHandlerExceptionResolver) {
						index++;
					}
					resolvers.add(index, new InqudWebhookExceptionResolver());
				}

			};
		}

		@Bean
		InqudWebhookHandlers inqudWebhookHandlers(ObjectProvider<InqudWebhookVerifier> verifier,
				ObjectProvider<org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping> mappings,
				ObjectProvider<RequestMappingHandlerAdapter> adapters) {
			return new InqudWebhookHandlers(
					() -> mappings.stream().flatMap((mapping) -> mapping.getHandlerMethods().values().stream()),
					(parameter) -> adapters.stream().allMatch((adapter) -> isVerified(adapter, parameter)),
					verifier.getIfAvailable() != null);
		}

		/**
		 * Whether the first resolver that takes the parameter verifies what it takes.
		 */
		private static boolean isVerified(RequestMappingHandlerAdapter adapter, MethodParameter parameter) {
			List<HandlerMethodArgumentResolver> resolvers = adapter.getArgumentResolvers();
			return resolvers != null && resolvers.stream()
				.filter((resolver) -> resolver.supportsParameter(parameter))
				.findFirst()
				.filter(InqudWebhookServletArgumentResolver.class::isInstance)
				.isPresent();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(WebFluxConfigurer.class)
	static class ReactiveConfiguration {

		private static final int BEFORE_OTHER_EXCEPTION_HANDLERS = -2;

		private final AtomicBoolean configured = new AtomicBoolean();

		@Bean
		WebFluxConfigurer inqudWebhookWebFluxConfigurer(InqudWebhookProperties properties,
				ObjectProvider<InqudWebhookVerifier> verifier) {
			return new WebFluxConfigurer() {

				@Override
				public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
					configurer.addCustomResolver(
							valid(() -> new InqudWebhookReactiveArgumentResolver(verifier.getIfAvailable(),
									properties.maxSize(), ReactiveAdapterRegistry.getSharedInstance())));
					ReactiveConfiguration.this.configured.set(true);
				}

			};
		}

		@Bean
		@Order(BEFORE_OTHER_EXCEPTION_HANDLERS)
		InqudWebhookWebExceptionHandler inqudWebhookWebExceptionHandler() {
			return new InqudWebhookWebExceptionHandler();
		}

		@Bean
		InqudWebhookHandlers inqudWebhookHandlers(ObjectProvider<InqudWebhookVerifier> verifier,
				ObjectProvider<org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping> mappings) {
			return new InqudWebhookHandlers(
					() -> mappings.stream().flatMap((mapping) -> mapping.getHandlerMethods().values().stream()),
					(parameter) -> this.configured.get() && !InqudWebhookHandlers.isTakenBySpring(parameter),
					verifier.getIfAvailable() != null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SanitizingFunction.class)
	static class SanitizingConfiguration {

		@Bean
		SanitizingFunction inqudWebhookSanitizingFunction(InqudWebhookProperties properties) {
			return (data) -> {
				String value = String.valueOf(data.getValue());
				return properties.secrets().stream().filter(StringUtils::hasText).anyMatch(value::contains)
						? data.withSanitizedValue() : data;
			};
		}

	}

}
