package org.jobscribe.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the browser when the first test wants it, and ends it after the last test of all. */
final class Chromium implements ExecutionCondition, ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(Chromium.class);

  /** How long a page may take to show what is expected: others use this machine too. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Where the path of the browser can be said. */
  private static final String VARIABLE = "CHROMIUM";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
    return executable()
        .map(path -> ConditionEvaluationResult.enabled(path.toString()))
        .orElseGet(
            () ->
                ConditionEvaluationResult.disabled(
                    "No Chromium: install Debian's chromium, or set " + VARIABLE + " to its path"));
  }

  private static Optional<Path> executable() {
    return Stream.of(
            System.getenv().getOrDefault(VARIABLE, ""),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Page.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Browser browser =
        test.getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class)
            .browser();
    Watched watched = Watched.page(browser);
    test.getStore(NAMESPACE).put(Watched.class, watched);
    return watched.page();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    Watched watched = test.getStore(NAMESPACE).get(Watched.class, Watched.class);
    if (watched != null) {
      watched.page().context().close();
      assertThat(watched.errors()).as("what the page should not have done").isEmpty();
    }
  }

  private record Running(Playwright playwright, Browser browser) implements CloseableResource {

    static Running start() {
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
      Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
      Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
      return new Running(
          playwright,
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(executable().orElseThrow())
                      .setArgs(List.of("--disable-dev-shm-usage"))));
    }

    @Override
    public void close() {
      playwright.close();
    }
  }

  private record Watched(Page page, List<String> errors) {

    /** What a refused request logs by itself, and tests provoke. */
    private static final String REFUSED = "Failed to load resource";

    static Watched page(Browser browser) {
      Watched watched =
          new Watched(
              browser
                  .newContext(new Browser.NewContextOptions().setViewportSize(1280, 800))
                  .newPage(),
              new CopyOnWriteArrayList<>());
      watched.page.onPageError(watched.errors::add);
      watched.page.onConsoleMessage(watched::note);
      watched.page.onRequest(watched::note);
      return watched;
    }

    private void note(Request request) {
      if (!request.url().matches("(http://127\\.0\\.0\\.1:|blob:).*")) {
        errors.add("A request leaves the server: " + request.url());
      }
    }

    private void note(ConsoleMessage message) {
      if (message.type().equals("error") && !message.text().startsWith(REFUSED)) {
        errors.add(message.text());
      }
    }
  }
}
