package com.inqud.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that there are additional accounts, or that {@link OnDefaultAccountCondition}
 * matches.
 */
final class OnClientCondition extends OnDefaultAccountCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return hasAccounts(context.getEnvironment())
				? ConditionOutcome.match(ConditionMessage.forCondition("Inqud client").because("there are accounts"))
				: super.getMatchOutcome(context, metadata);
	}

}
