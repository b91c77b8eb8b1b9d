package org.jobscribe.security;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.logging.LogManager;
import org.eclipse.microprofile.config.Config;

/**
 * At start: a configured issuer is checked, and a wrong one stops the deployment; without one the
 * server's log shows the link with the ephemeral issuer's token.
 */
@Startup
@Singleton
public class SecurityStartup {

  private static final Logger LOG = System.getLogger(SecurityStartup.class.getName());

  /**
   * Logs the stack of every refused token at INFO; kept in a field, because a logger's level goes
   * with its last reference.
   */
  private static final java.util.logging.Logger REFUSALS =
      java.util.logging.Logger.getLogger(
          "fish.payara.microprofile.jwtauth.eesecurity.SignedJWTIdentityStore");

  @Inject private Config config;
  @Inject private InstantSource clock;

  @PostConstruct
  void start() {
    LogManager.getLogManager().addLogger(REFUSALS);
    REFUSALS.setLevel(java.util.logging.Level.WARNING);
    TokenSettings settings = TokenSettings.of(config);
    SignIn.of(config)
        .ifPresent(oidc -> LOG.log(Level.INFO, "The console signs in at {0}", oidc.issuer()));
    if (EphemeralIssuerConfig.isAnIssuerConfigured()) {
      KeyCheck.check(settings);
      LOG.log(Level.INFO, "Tokens are accepted from {0}", settings.issuer().orElseThrow());
    } else {
      showLink(settings);
    }
  }

  private void showLink(TokenSettings settings) {
    String token = EphemeralIssuer.get().token(clock.instant(), settings.audiences());
    LOG.log(
        Level.INFO,
        "No issuer is configured: for this run only, sign in with http://{0}:{1}/#token={2}",
        "127.0.0.1",
        config.getOptionalValue("payara.instance.http.port", String.class).orElse("8080"),
        token);
  }
}
