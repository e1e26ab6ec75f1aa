/**
 * Support for the requests of the Inqud API. Applications do not need it.
 */
@NullMarked
package com.inqud.spring.client.request;

import org.jspecify.annotations.NullMarked;
