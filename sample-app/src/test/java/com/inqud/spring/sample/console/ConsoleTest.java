package com.inqud.spring.sample.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import com.inqud.spring.sample.SampleTest;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Test of the console in a browser. Nothing happens by itself.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SampleTest
@ExtendWith(Browser.Extension.class)
@interface ConsoleTest {

}
