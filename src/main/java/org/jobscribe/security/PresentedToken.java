package org.jobscribe.security;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.problem.Violation;

/**
 * The token that a request shows, in {@code x-auth-jwt} or in {@code Authorization} after Bearer;
 * not yet verified.
 */
record PresentedToken(String jwt) {

  static final String HEADER = "x-auth-jwt";
  private static final String SCHEME = "bearer ";

  /**
   * @throws InvalidInput if both headers are there and differ
   */
  static Optional<PresentedToken> of(HttpServletRequest request) {
    String own = trimmed(request.getHeader(HEADER));
    String bearer = bearer(trimmed(request.getHeader("Authorization")));
    if (own != null && bearer != null && !own.equals(bearer)) {
      throw new InvalidInput(
          Violation.inHeader(
              HEADER, "x-auth-jwt and Authorization hold different tokens; send one of them"));
    }
    return Optional.ofNullable(own != null ? own : bearer).map(PresentedToken::new);
  }

  private static String trimmed(String header) {
    return header == null || header.isBlank() ? null : header.trim();
  }

  /** The scheme's name is case-insensitive (RFC 9110, 11.1). */
  private static String bearer(String authorization) {
    boolean isBearer =
        authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    return isBearer ? trimmed(authorization.substring(SCHEME.length())) : null;
  }

  /**
   * Whether it is a signed JWT whose {@code nbf}, if it has one, is not in the future; MicroProfile
   * JWT does not look at that claim.
   */
  boolean isUsableAt(Instant now) {
    try {
      JWTClaimsSet claims = SignedJWT.parse(jwt).getJWTClaimsSet();
      return claims.getNotBeforeTime() == null
          || !claims.getNotBeforeTime().toInstant().isAfter(now);
    } catch (ParseException e) {
      return false;
    }
  }
}
