/**
 * Masking and fingerprints of personal data.
 */
@NullMarked
package com.inqud.spring.sample.masking;

import org.jspecify.annotations.NullMarked;
