package org.jobscribe.catalogue.value;

/**
 * What an item holds for an attribute. Numbers are kept without trailing zeros, at most 38 digits
 * when written plain, at most 18 of them after the decimal point; strings have at most 30,000
 * UTF-16 units, no U+0000 and no unpaired surrogate. The constructors see to that and throw {@link
 * InvalidValue}.
 */
public sealed interface Value
    permits TextValue,
        NumberValue,
        DateValue,
        CurrencyValue,
        MeasureValue,
        DimensionValue,
        SelectValue,
        DoubleSelectValue {

  /** The type of the attribute that this value belongs to. */
  AttributeType type();

  /**
   * Whether replacing this value by the other would change nothing that a user sees; for finding
   * changes, and the same as {@code equals}. 1.0 and 1.00 are the same. 100 cm and 1 m are
   * <em>not</em> the same, as the item would be shown differently, although the operator {@code eq}
   * of a {@link Condition} takes them as equal. Null, no value, is never the same.
   */
  default boolean sameAs(Value other) {
    return equals(other);
  }
}
