package org.jobscribe.catalogue.value;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class CurrencyKind extends Kind<CurrencyValue> {
  private static final Pattern AMOUNT_FIRST =
      Pattern.compile("(?<amount>[-+0-9.,]+)\\s*(?<code>[A-Za-z]+)");
  private static final Pattern CODE_FIRST =
      Pattern.compile("(?<code>[A-Za-z]+)\\s*(?<amount>[-+0-9.,]+)");

  private final NumberPattern pattern;

  CurrencyKind(NumberPattern pattern) {
    super(AttributeType.CURRENCY, CurrencyValue.class);
    this.pattern = pattern;
  }

  @Override
  CurrencyValue read(Members val) {
    return new CurrencyValue(val.number("value"), val.text("country"));
  }

  @Override
  void write(CurrencyValue value, JsonObjectBuilder val) {
    val.add("value", new PlainNumber(value.amount())).add("country", value.country());
  }

  @Override
  CurrencyValue parse(String cell) {
    Matcher parts = parts(cell.strip());
    return new CurrencyValue(pattern.parse("value", parts.group("amount")), parts.group("code"));
  }

  @Override
  String text(CurrencyValue value) {
    return pattern.text(value.amount()) + " " + value.country();
  }

  @Override
  ToIntFunction<CurrencyValue> against(CurrencyValue operand) {
    return actual -> actual.amount().compareTo(operand.amount());
  }

  @Override
  boolean comparable(CurrencyValue actual, CurrencyValue operand) {
    return actual.country().equals(operand.country());
  }

  private static Matcher parts(String cell) {
    for (Pattern form : List.of(AMOUNT_FIRST, CODE_FIRST)) {
      Matcher parts = form.matcher(cell);
      if (parts.matches()) {
        return parts;
      }
    }
    throw new InvalidValue(
        "value",
        cell,
        "is not an amount of money; allowed are an amount and an ISO 4217 currency code, such as 12.50 AUD or AUD 12.50");
  }
}
