package org.jobscribe.security;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.json.JsonText;

/**
 * Tells the console, before anyone has signed in, how that can be done: {@code {"oidc": null}} or
 * {@code {"oidc": {"authority", "clientId"}}}. No secret among them: each sign-in shows both.
 */
@WebServlet(SignInServlet.PATH)
public class SignInServlet extends HttpServlet {

  static final String PATH = "/config.json";

  @Inject private Config config;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = document(SignIn.of(config)).getBytes(StandardCharsets.UTF_8);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-cache");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  static String document(Optional<SignIn> signIn) {
    return signIn
        .map(
            oidc ->
                JsonText.object().add("authority", oidc.issuer()).add("clientId", oidc.clientId()))
        .map(oidc -> JsonText.object().add("oidc", oidc))
        .orElseGet(() -> JsonText.object().addNull("oidc"))
        .build()
        .toString();
  }
}
