package com.inqud.spring.test.simulator;

import java.util.List;

import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;

/**
 * Empty source of mappings. Mappings in the folders of an application are for its own
 * servers.
 */
final class NoMappings implements MappingsSource {

	@Override
	public void loadMappingsInto(StubMappings stubMappings) {
		// there are none
	}

	@Override
	public void save(List<StubMapping> stubMappings) {
		// nothing is kept
	}

	@Override
	public void save(StubMapping stubMapping) {
		// nothing is kept
	}

	@Override
	@Deprecated
	@SuppressWarnings("removal")
	public void remove(StubMapping stubMapping) {
		// nothing is kept
	}

	@Override
	public void removeAll() {
		// nothing is kept
	}

}
