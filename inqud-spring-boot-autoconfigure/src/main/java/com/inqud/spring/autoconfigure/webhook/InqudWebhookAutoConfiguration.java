package com.inqud.spring.autoconfigure.webhook;

import java.util.List;
import java.util.function.Supplier;

import com.inqud.spring.autoconfigure.InqudConfigurationException;
import com.inqud.spring.webhook.InqudWebhookReactiveArgumentResolver;
import com.inqud.spring.webhook.InqudWebhookServletArgumentResolver;
import com.inqud.spring.webhook.InqudWebhookVerifier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.annotation.Order;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;

/**
 * Auto-configuration for the webhooks that Inqud sends. It is independent of the client:
 * neither {@code inqud.enabled} nor a token affects it. Webhook secrets are checked and
 * masked even without a web server.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@EnableConfigurationProperties(InqudWebhookProperties.class)
public final class InqudWebhookAutoConfiguration {

	static final String SUBJECT = "Inqud webhooks";

	@Bean
	static ConfigurationPropertiesBindHandlerAdvisor inqudWebhookBindHandlerAdvisor() {
		return SecretBindHandler::new;
	}

	@Bean
	static LazyInitializationExcludeFilter inqudWebhookPropertiesLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(InqudWebhookProperties.class);
	}

	private static <T> T valid(Supplier<T> supplier) {
		return InqudConfigurationException.translate(SUBJECT,
				"Correct the properties that start with 'inqud.webhook.'.", supplier);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	static class WebConfiguration {

		@Bean
		static BeanFactoryPostProcessor inqudWebhookGuardPostProcessor(ApplicationContext context) {
			return (beanFactory) -> WebhookGuardInitializer.addGuards(context, beanFactory);
		}

		@Bean
		@ConditionalOnMissingBean
		@Conditional(OnWebhookSecretsCondition.class)
		InqudWebhookVerifier inqudWebhookVerifier(InqudWebhookProperties properties) {
			return InqudWebhookVerifiers.verifier("inqud.webhook.secrets", properties.secrets());
		}

		@Bean
		InqudWebhookVerifiers inqudWebhookVerifiers(ObjectProvider<InqudWebhookVerifier> verifier,
				InqudWebhookProperties properties) {
			return new InqudWebhookVerifiers(verifier.getIfAvailable(), properties);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	@ConditionalOnClass(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		InqudWebhookOutcomes inqudWebhookOutcomes(ObjectProvider<MeterRegistry> meterRegistry) {
			return (outcome) -> meterRegistry.ifUnique((registry) -> Counter.builder("inqud.webhooks")
				.description("Webhooks that were accepted or refused")
				.tag("outcome", outcome)
				.register(registry)
				.increment());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ WebMvcConfigurer.class, HttpServletRequest.class })
	static class ServletConfiguration {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebMvcConfigurer inqudWebhookWebMvcConfigurer(InqudWebhookProperties properties,
				ObjectProvider<InqudWebhookVerifiers> verifiers, ObjectProvider<InqudWebhookOutcomes> outcomes) {
			return new WebMvcConfigurer() {

				@Override
				public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
					resolvers.add(valid(() -> new InqudWebhookServletArgumentResolver(verifiers.getObject(),
							properties.maxSize(), outcomes.getIfAvailable(() -> InqudWebhookOutcomes.UNCOUNTED))));
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

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(WebFluxConfigurer.class)
	static class ReactiveConfiguration {

		private static final int BEFORE_OTHER_EXCEPTION_HANDLERS = -2;

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebFluxConfigurer inqudWebhookWebFluxConfigurer(InqudWebhookProperties properties,
				ObjectProvider<InqudWebhookVerifiers> verifiers, ObjectProvider<InqudWebhookOutcomes> outcomes) {
			return new WebFluxConfigurer() {

				@Override
				public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
					configurer
						.addCustomResolver(valid(() -> new InqudWebhookReactiveArgumentResolver(verifiers.getObject(),
								properties.maxSize(), outcomes.getIfAvailable(() -> InqudWebhookOutcomes.UNCOUNTED),
								ReactiveAdapterRegistry.getSharedInstance())));
				}

			};
		}

		@Bean
		@Order(BEFORE_OTHER_EXCEPTION_HANDLERS)
		InqudWebhookWebExceptionHandler inqudWebhookWebExceptionHandler() {
			return new InqudWebhookWebExceptionHandler();
		}

	}

}
