package org.jobscribe.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jobscribe.SettableClock.START;

import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jobscribe.MapConfig;
import org.jobscribe.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedTokensTest {

  private static final PresentedToken TOKEN = new PresentedToken("a.b.c");
  private static final Duration A_MILLI = Duration.ofMillis(1);
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final SettableClock clock = new SettableClock();
  private final AtomicReference<String> trust = new AtomicReference<>("a key");
  private final VerifiedTokens tokens = new VerifiedTokens(trust::get, clock);

  /** A caller whose token has no claim but {@code exp}. */
  private static final class Caller extends CallerPrincipal implements JsonWebToken {
    private final Instant expiry;

    Caller(Instant expiry) {
      super("tester");
      this.expiry = expiry;
    }

    @Override
    public Set<String> getClaimNames() {
      return Set.of("exp");
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
      return (T) (Object) expiry.getEpochSecond();
    }
  }

  private static CredentialValidationResult good(Duration lifetime) {
    return new CredentialValidationResult(new Caller(START.plus(lifetime)), Set.of(Role.VIEW));
  }

  @Test
  void aGoodTokenIsFoundForAMinute() {
    CredentialValidationResult result = good(AN_HOUR);
    assertThat(tokens.find(TOKEN)).isEmpty();
    tokens.remember(TOKEN, result);
    clock.goOn(VerifiedTokens.LONGEST.minus(A_MILLI));
    assertThat(tokens.find(TOKEN)).containsSame(result);
    assertThat(tokens.find(new PresentedToken("a.b.d"))).isEmpty();
    clock.goOn(A_MILLI);
    assertThat(tokens.find(TOKEN)).isEmpty();
  }

  @Test
  void itIsNotFoundOnceItHasExpired() {
    tokens.remember(TOKEN, good(A_SECOND));
    clock.goOn(A_SECOND.minus(A_MILLI));
    assertThat(tokens.find(TOKEN)).isPresent();
    clock.goOn(A_MILLI);
    assertThat(tokens.find(TOKEN)).isEmpty();
  }

  @Test
  void aRefusedTokenIsNotRemembered() {
    tokens.remember(TOKEN, CredentialValidationResult.INVALID_RESULT);
    tokens.remember(TOKEN, CredentialValidationResult.NOT_VALIDATED_RESULT);
    tokens.remember(TOKEN, new CredentialValidationResult("somebody without a token"));
    assertThat(tokens.find(TOKEN)).isEmpty();
  }

  @Test
  void anotherTrustEmptiesTheMemoryWithinASecond() {
    tokens.remember(TOKEN, good(AN_HOUR));
    trust.set("another key");
    clock.goOn(A_SECOND);
    assertThat(tokens.find(TOKEN)).isEmpty();
    trust.set("a key");
    clock.goOn(A_SECOND);
    assertThat(tokens.find(TOKEN)).isEmpty();
  }

  @Test
  void aClockThatIsSetBackEmptiesTheMemory() {
    tokens.remember(TOKEN, good(AN_HOUR));
    clock.goOn(AN_HOUR.negated());
    assertThat(tokens.find(TOKEN)).isEmpty();
    tokens.remember(TOKEN, good(AN_HOUR));
    trust.set("another key");
    clock.goOn(A_SECOND);
    assertThat(tokens.find(TOKEN)).isEmpty();
  }

  @Test
  void theOnesUsedLastAreKept() {
    tokens.remember(TOKEN, good(AN_HOUR));
    for (int i = 1; i < VerifiedTokens.CAPACITY; i++) {
      tokens.remember(new PresentedToken("token " + i), good(AN_HOUR));
    }
    assertThat(tokens.find(TOKEN)).isPresent();
    tokens.remember(new PresentedToken("one more"), good(AN_HOUR));
    assertThat(tokens.find(TOKEN)).isPresent();
    assertThat(tokens.find(new PresentedToken("token 1"))).isEmpty();
    assertThat(tokens.find(new PresentedToken("token 2"))).isPresent();
  }

  @Test
  void aChangedKeyFileOrSettingIsAnotherTrust(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("key.pem"), "");
    Map<String, String> settings = new HashMap<>();
    settings.put(TokenSettings.ISSUER, "https://issuer.test");
    settings.put(TokenSettings.PUBLIC_KEY_LOCATION, file.toUri().toString());
    MapConfig config = new MapConfig(settings);
    Trust before = Trust.of(config);
    assertThat(Trust.of(config)).isEqualTo(before);

    Files.setLastModifiedTime(file, FileTime.from(START));
    Trust withNewFile = Trust.of(config);
    assertThat(withNewFile).isNotEqualTo(before);

    settings.put(TokenSettings.ISSUER, "https://other.test");
    assertThat(Trust.of(config)).isNotEqualTo(withNewFile);

    settings.put(TokenSettings.PUBLIC_KEY_LOCATION, "https://issuer.test/jwks");
    assertThat(Trust.of(config).keyFile()).isEmpty();
  }
}
