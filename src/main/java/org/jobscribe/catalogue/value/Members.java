package org.jobscribe.catalogue.value;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;

/**
 * The members of the contract's {@code val} object of one attribute; members that are not asked for
 * are ignored.
 */
record Members(JsonObject val, AttributeType type) {

  Members {
    if (val == null) {
      throw new InvalidValue("val", null, "is missing; a " + type.wireName() + " value is allowed");
    }
  }

  void checkType() {
    String actual = text("type");
    if (!actual.equals(type.wireName())) {
      throw new InvalidValue("type", actual, "is not the attribute's, " + type.wireName());
    }
  }

  boolean isText() {
    return text("type").equals("string") || text("type").equals("text");
  }

  String text(String member) {
    JsonValue value = present(member);
    if (value instanceof JsonString string) {
      return string.getString();
    }
    throw new InvalidValue(
        member,
        value.toString(),
        "is not a string; in a " + type.wireName() + " only a string is allowed");
  }

  BigDecimal number(String member) {
    JsonValue value = present(member);
    if (value instanceof JsonNumber number) {
      return decimal(member, number);
    }
    if (value instanceof JsonString string) {
      return Decimals.parsed(member, string.getString());
    }
    throw new InvalidValue(member, value.toString(), "is not a number" + Decimals.ALLOWED);
  }

  Unit unit() {
    return type.quantity().orElseThrow().unit(text("unit"));
  }

  private JsonValue present(String member) {
    JsonValue value = val.get(member);
    if (value == null || value == JsonValue.NULL) {
      throw new InvalidValue(
          member, null, "is missing; a " + type.wireName() + " value must have it");
    }
    return value;
  }

  /** The provider may itself refuse a number that is very long or has a very large exponent. */
  private static BigDecimal decimal(String member, JsonNumber number) {
    try {
      return number.bigDecimalValue();
    } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException e) {
      throw new InvalidValue(member, null, "is out of range" + Decimals.ALLOWED);
    }
  }
}
