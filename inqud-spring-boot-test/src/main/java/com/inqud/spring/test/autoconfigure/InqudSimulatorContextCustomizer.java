package com.inqud.spring.test.autoconfigure;

import com.inqud.spring.autoconfigure.InqudConnectionDetails;
import com.inqud.spring.test.simulator.InqudSimulator;

import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Customizer that starts a simulator with an application context and stops it with the
 * context. All instances are equal, so that test classes share contexts.
 */
record InqudSimulatorContextCustomizer() implements ContextCustomizer {

	static final String SIMULATOR = "inqudSimulator";

	private static final String CONNECTION_DETAILS = "inqudSimulatorConnectionDetails";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		DefaultListableBeanFactory beanFactory = (DefaultListableBeanFactory) context.getBeanFactory();
		InqudSimulator simulator = SimulatorProperties.simulator(context.getEnvironment()).start();
		beanFactory.registerSingleton(SIMULATOR, simulator);
		beanFactory.registerDisposableBean(SIMULATOR, simulator::close);
		beanFactory.registerBeanDefinition(CONNECTION_DETAILS, BeanDefinitionBuilder
			.rootBeanDefinition(InqudConnectionDetails.class, () -> new SimulatorConnectionDetails(simulator.baseUrl()))
			.setPrimary(true)
			.getBeanDefinition());
		SimulatorProperties.addTo(context.getEnvironment(), simulator.baseUrl().getPort());
	}

}
