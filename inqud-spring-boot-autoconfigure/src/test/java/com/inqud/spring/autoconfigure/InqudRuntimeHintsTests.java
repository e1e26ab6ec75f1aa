package com.inqud.spring.autoconfigure;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

import com.inqud.spring.client.payment.PaymentMethod;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InqudRuntimeHints}.
 */
class InqudRuntimeHintsTests {

	private static final RuntimeHints hints = new RuntimeHints();

	private static final JavaClasses classes = new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
		.importPackages("com.inqud.spring.client");

	@BeforeAll
	static void registerHints() {
		AotServices.factories()
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(InqudRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(hints, InqudRuntimeHints.class.getClassLoader()));
	}

	@ParameterizedTest
	@MethodSource
	void operationsCanBeImplemented(Class<?> operations) {
		Object client = HttpServiceProxyFactory.builderFor(WebClientAdapter.create(WebClient.create()))
			.build()
			.createClient(operations);
		assertThat(hints).matches(RuntimeHintsPredicates.proxies().forInterfaces(client.getClass().getInterfaces()));
	}

	static Stream<Class<?>> operationsCanBeImplemented() {
		return inPackages("com.inqud.spring.client..").filter(Class::isInterface)
			.filter((type) -> type.getSimpleName().endsWith("Operations"));
	}

	@ParameterizedTest
	@MethodSource
	void callsCanBeInvoked(Method call) {
		assertThat(hints).matches(RuntimeHintsPredicates.reflection().onMethodInvocation(call));
	}

	static Stream<Method> callsCanBeInvoked() {
		return operationsCanBeImplemented().map(Class::getMethods).flatMap(Stream::of);
	}

	@ParameterizedTest
	@MethodSource
	void modelsCanBeReadAndWritten(Class<?> model) {
		assertThat(hints).matches(
				RuntimeHintsPredicates.reflection().onConstructorInvocation(BeanUtils.getResolvableConstructor(model)));
		assertThat(model.getRecordComponents()).extracting(RecordComponent::getAccessor)
			.allMatch((accessor) -> RuntimeHintsPredicates.reflection().onMethodInvocation(accessor).test(hints));
	}

	static Stream<Class<?>> modelsCanBeReadAndWritten() {
		return inPackages("com.inqud.spring.client.*").filter(Class::isRecord)
			.filter((type) -> !type.getPackageName().endsWith(".exchange"))
			.filter((type) -> type != PaymentMethod.Problem.class);
	}

	private static Stream<Class<?>> inPackages(String packages) {
		return classes.that(JavaClass.Predicates.resideInAPackage(packages)).stream().map(JavaClass::reflect);
	}

}
