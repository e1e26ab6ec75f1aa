package com.inqud.spring.test

import java.io.InputStream
import kotlinx.coroutines.reactor.mono
import kotlinx.coroutines.runBlocking
import org.springframework.web.bind.annotation.PathVariable
import org.springframework.web.bind.annotation.RequestBody
import org.springframework.web.service.annotation.GetExchange
import org.springframework.web.service.annotation.PostExchange
import reactor.core.publisher.Mono

/**
 * Order of an application in Kotlin, whose properties have default values.
 */
data class KotlinOrder(val symbolPair: String, val side: String = "BUY", val note: String? = null)

/**
 * Interface of an application in Kotlin.
 */
interface KotlinExchange {

	@PostExchange("/v1/user/exchange")
	fun exchange(@RequestBody order: KotlinOrder): KotlinOrder

	@GetExchange("/v1/user/exchange/{id}")
	suspend fun order(@PathVariable id: String): KotlinOrder

	@GetExchange("/v1/user/exchange")
	suspend fun orders(): List<KotlinOrder>

}

fun orderBlocking(exchange: KotlinExchange, id: String): KotlinOrder = runBlocking { exchange.order(id) }

fun ordersBlocking(exchange: KotlinExchange): List<KotlinOrder> = runBlocking { exchange.orders() }

fun orderLater(exchange: KotlinExchange, id: String): Mono<KotlinOrder> = mono { exchange.order(id) }

/**
 * Interface whose suspending function returns what cannot be read.
 */
interface UnreadableKotlinExchange {

	@GetExchange("/v1/user/exchange")
	suspend fun things(): InputStream

}
