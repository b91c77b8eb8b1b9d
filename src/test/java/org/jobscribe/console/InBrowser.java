package org.jobscribe.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class an empty page of the installed Chromium, as a parameter of type {@link
 * com.microsoft.playwright.Page}. A test fails if its page had a script error, broke its Content
 * Security Policy, or asked anything of another server. Without a Chromium the class is skipped.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Chromium.class)
public @interface InBrowser {}
