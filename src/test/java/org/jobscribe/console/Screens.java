package org.jobscribe.console;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Pictures of the pages, for people: {@code target/screenshots/NAME-light.png} and -dark. */
final class Screens {

  private static final Path DIRECTORY = Path.of("target", "screenshots");

  private Screens() {}

  static void take(Page page, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      String file = name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
      page.screenshot(new Page.ScreenshotOptions().setPath(DIRECTORY.resolve(file)));
    }
  }
}
