/**
 * What is kept and shown of data about people.
 */
@NullMarked
package com.inqud.spring.sample.masking;

import org.jspecify.annotations.NullMarked;
