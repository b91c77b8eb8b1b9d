package org.jobscribe.catalogue.value;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money. What the contract calls {@code country} is an ISO 4217 code in upper case,
 * such as AUD. The number of decimals is not limited to the currency's.
 */
public record CurrencyValue(BigDecimal amount, String country) implements Value {
  public CurrencyValue {
    amount = Decimals.checked("value", amount);
    country = currency(country);
  }

  @Override
  public AttributeType type() {
    return AttributeType.CURRENCY;
  }

  private static String currency(String code) {
    try {
      return Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      throw new InvalidValue(
          "country", code, "is not an ISO 4217 currency code in upper case, such as AUD");
    }
  }
}
