package org.jobscribe.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jobscribe.security.SignIn;

/**
 * The console's Content Security Policy: only what this server serves, the inline scripts of the
 * page, each by its hash, and requests to the issuer at which people sign in.
 */
final class ContentPolicy {

  private static final Pattern INLINE_SCRIPT = Pattern.compile("<script[^>]*>([^<]+)</script>");

  private ContentPolicy() {}

  /**
   * @param page the HTML page whose inline scripts may run
   * @param signIn empty if the console asks no issuer
   */
  static String of(String page, Optional<SignIn> signIn) {
    String hashes =
        INLINE_SCRIPT
            .matcher(page)
            .results()
            .map(script -> " 'sha256-" + hash(script) + "'")
            .collect(Collectors.joining());
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'" + hashes,
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'" + signIn.map(issuer -> " " + issuer.origin()).orElse(""),
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html");
  }

  private static String hash(MatchResult script) {
    try {
      byte[] text = script.group(1).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
