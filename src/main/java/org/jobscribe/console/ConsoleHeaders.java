package org.jobscribe.console;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.security.SignIn;

/**
 * Tells the browser what the console's pages may do, and how long to keep them. Stands before every
 * path, as a page of the API's shown in a browser may do no more; {@code web.xml} has the order of
 * filters.
 */
@WebFilter(filterName = "ConsoleHeaders", asyncSupported = true)
public class ConsoleHeaders extends HttpFilter {

  private static final String A_YEAR = "public, max-age=31536000, immutable";

  @Inject private Config settings;
  private String policy;

  @Override
  public void init(FilterConfig config) throws ServletException {
    super.init(config);
    policy = ContentPolicy.of(indexPage(config.getServletContext()), SignIn.of(settings));
  }

  private static String indexPage(ServletContext context) {
    try (InputStream page = context.getResourceAsStream("/index.html")) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Vary", "Accept-Encoding"); // the server compresses what is long
    String path = request.getRequestURI().substring(request.getContextPath().length());
    if (path.startsWith("/webjars/")) {
      response.setHeader("Cache-Control", A_YEAR); // the path has the version
    } else if (!path.startsWith("/api/")) {
      response.setHeader("Cache-Control", "no-cache");
    }
    chain.doFilter(request, response);
  }
}
