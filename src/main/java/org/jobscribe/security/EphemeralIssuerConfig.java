package org.jobscribe.security;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Tells MicroProfile JWT the ephemeral issuer's name and key, as long as no other source configures
 * an issuer.
 */
public class EphemeralIssuerConfig implements ConfigSource {

  private static final Map<String, Supplier<String>> VALUES =
      Map.of(
          TokenSettings.ISSUER, () -> EphemeralIssuer.NAME,
          TokenSettings.PUBLIC_KEY, () -> EphemeralIssuer.get().publicKeyAsPem());

  @Override
  public int getOrdinal() {
    return 1; // below every other source
  }

  @Override
  public Set<String> getPropertyNames() {
    return Set.of();
  }

  @Override
  public String getValue(String name) {
    return VALUES.containsKey(name) && !isAnIssuerConfigured() ? VALUES.get(name).get() : null;
  }

  /** Whether a source other than this one has anything to say about tokens' issuer or key. */
  static boolean isAnIssuerConfigured() {
    for (ConfigSource source : ConfigProvider.getConfig().getConfigSources()) {
      if (!(source instanceof EphemeralIssuerConfig)
          && TokenSettings.ISSUER_KEYS.stream().anyMatch(key -> isSet(source, key))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSet(ConfigSource source, String name) {
    String value = source.getValue(name);
    return value != null && !value.isBlank();
  }

  @Override
  public String getName() {
    return "Jobscribe's ephemeral issuer";
  }
}
