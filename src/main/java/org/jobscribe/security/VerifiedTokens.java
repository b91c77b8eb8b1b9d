package org.jobscribe.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Tokens that were verified a moment ago, because to verify one takes longer than to answer a poll:
 * for a minute at most, never beyond their {@code exp}, and not when whom to trust was configured
 * anew. The ten thousand used last are kept, by their SHA-256; a token that was refused never is.
 * Thread-safe.
 */
@ApplicationScoped
public class VerifiedTokens {

  static final Duration LONGEST = Duration.ofSeconds(60);
  static final int CAPACITY = 10_000;

  /** Between two looks at whom to trust. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private record Verified(CredentialValidationResult result, Instant end) {}

  private final Map<String, Verified> tokens =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
          return size() > CAPACITY;
        }
      };

  private Supplier<?> trust;
  private InstantSource clock;
  private Object trusted;
  private Instant lastLook = Instant.MIN;

  /** For the container. */
  public VerifiedTokens() {}

  @Inject
  VerifiedTokens(Config config, InstantSource clock) {
    this(() -> Trust.of(config), clock);
  }

  /**
   * @param trust whom to trust; another one, by {@code equals}, empties the memory
   */
  VerifiedTokens(Supplier<?> trust, InstantSource clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /** What came of verifying that token; empty if it has to be verified. */
  Optional<CredentialValidationResult> find(PresentedToken token) {
    String key = keyOf(token);
    Instant now = clock.instant();
    synchronized (tokens) {
      forgetIfTrustChanged(now);
      return Optional.ofNullable(tokens.get(key))
          .filter(verified -> now.isBefore(verified.end()))
          .map(Verified::result);
    }
  }

  /** Keeps what came of verifying that token, if it was found to be good. */
  void remember(PresentedToken token, CredentialValidationResult result) {
    if (result.getStatus() == CredentialValidationResult.Status.VALID
        && result.getCallerPrincipal() instanceof JsonWebToken verified) {
      String key = keyOf(token);
      Instant now = clock.instant();
      Instant expiry = Instant.ofEpochSecond(verified.getExpirationTime());
      Instant end = now.plus(LONGEST).isBefore(expiry) ? now.plus(LONGEST) : expiry;
      synchronized (tokens) {
        forgetIfTrustChanged(now);
        tokens.put(key, new Verified(result, end));
      }
    }
  }

  /** A clock that was set back would keep tokens, and put off the next look, for as long. */
  private void forgetIfTrustChanged(Instant now) {
    boolean isSetBack = now.isBefore(lastLook);
    if (isSetBack || !now.isBefore(lastLook.plus(LOOK))) {
      lastLook = now;
      Object current = trust.get();
      if (isSetBack || !current.equals(trusted)) {
        trusted = current;
        tokens.clear();
      }
    }
  }

  private static String keyOf(PresentedToken token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(token.jwt().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
