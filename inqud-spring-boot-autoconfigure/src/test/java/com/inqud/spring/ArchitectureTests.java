package com.inqud.spring;

import com.inqud.spring.client.acquiring.DepositRequest;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentStatus;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Tests of the architecture: what a package may import, and what is public.
 */
@AnalyzeClasses(packages = "com.inqud.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "com.inqud.spring";

	private static final DescribedPredicate<JavaClass> NOT_OURS = resideOutsideOfPackage(ROOT + "..");

	@ArchTest
	static final ArchRule rootImportsNothingOfOurs = mayImport("");

	@ArchTest
	static final ArchRule authenticationImportsRoot = mayImport(".authentication", "");

	@ArchTest
	static final ArchRule exchangeImportsRootAndAuthentication = mayImport(".client.exchange", "", ".authentication");

	@ArchTest
	static final ArchRule clientImportsRootAndAuthentication = mayImport(".client", "", ".authentication", ".client.*");

	@ArchTest
	static final ArchRule publicTypesOfTheExchangeAreUsedOutside = classes().that()
		.resideInAPackage(ROOT + ".client.exchange")
		.and()
		.arePublic()
		.should(beUsedOutsideOfTheirPackage());

	@ArchTest
	static final ArchRule webhookImportsRootAndClient = mayImport(".webhook", "", ".client.*");

	@ArchTest
	static final ArchRule healthImportsClient = mayImport(".health", "", ".client");

	@ArchTest
	static final ArchRule onlyAutoConfigurationImportsHealth = classes().that()
		.resideOutsideOfPackages(ROOT + ".health", ROOT + ".autoconfigure..")
		.should()
		.onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + ".health"));

	@ArchTest
	static final ArchRule onlyAutoConfigurationImportsWebhook = classes().that()
		.resideOutsideOfPackages(ROOT + ".webhook", ROOT + ".autoconfigure..")
		.should()
		.onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + ".webhook"));

	@ArchTest
	static final ArchRule webhooksAreVerifiedWithoutAWebFramework = classes().that()
		.resideInAPackage(ROOT + ".webhook")
		.and()
		.haveSimpleNameNotEndingWith("ArgumentResolver")
		.should()
		.onlyDependOnClassesThat(resideOutsideOfPackages("jakarta.servlet..", "org.springframework.web.servlet..",
				"org.springframework.web.reactive..", "reactor.."));

	@ArchTest
	static final ArchRule operationsImportNothingOfOurs = classes().that()
		.resideInAPackage(ROOT + ".client.*")
		.and()
		.resideOutsideOfPackage(ROOT + ".client.exchange")
		.should()
		.onlyDependOnClassesThat(NOT_OURS
			.or(resideInAPackage(ROOT + ".client.*").and(resideOutsideOfPackage(ROOT + ".client.exchange"))));

	@ArchTest
	static final ArchRule operationsAreApart = slices().matching(ROOT + ".client.(*)")
		.should()
		.notDependOnEachOther()
		.ignoreDependency(alwaysTrue(), resideInAPackage(ROOT + ".client.request"))
		.ignoreDependency(DepositRequest.class, Payment.class)
		.ignoreDependency(DepositRequest.class, PaymentStatus.class);

	@ArchTest
	static final ArchRule requestImportsNothingOfOurs = mayImport(".client.request");

	@ArchTest
	static final ArchRule nobodyImportsAutoConfiguration = classes().that()
		.resideOutsideOfPackage(ROOT + ".autoconfigure..")
		.should()
		.onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + ".autoconfigure.."));

	@ArchTest
	static final ArchRule noCycles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.resideInAPackage(ROOT + ".autoconfigure..");

	@ArchTest
	static final ArchRule membersOfAutoConfigurationsArePackagePrivate = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule nestedConfigurationsArePackagePrivate = classes().that()
		.areNestedClasses()
		.and()
		.areAnnotatedWith(Configuration.class)
		.should()
		.bePackagePrivate()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule packagesAreNullMarked = classes().that()
		.haveSimpleName("package-info")
		.should()
		.beAnnotatedWith(NullMarked.class);

	private static ArchCondition<JavaClass> beUsedOutsideOfTheirPackage() {
		return new ArchCondition<>("be used outside of their package") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean used = type.getDirectDependenciesToSelf()
					.stream()
					.anyMatch((dependency) -> !dependency.getOriginClass().getPackage().equals(type.getPackage()));
				events.add(new SimpleConditionEvent(type, used, type.getName() + " is public for nobody"));
			}

		};
	}

	private static ArchRule mayImport(String of, String... packages) {
		String[] allowed = new String[packages.length + 1];
		allowed[0] = ROOT + of;
		for (int i = 0; i < packages.length; i++) {
			allowed[i + 1] = ROOT + packages[i];
		}
		return classes().that(resideInAPackage(ROOT + of))
			.should()
			.onlyDependOnClassesThat(NOT_OURS.or(resideInAnyPackage(allowed)))
			.allowEmptyShould(of.isEmpty());
	}

}
