package org.jobscribe.catalogue.value;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A when-clause on one attribute. Build it once and ask it for every item; it is immutable and
 * thread-safe. The operand is converted, and its pattern compiled, when the condition is built.
 *
 * <table>
 *   <caption>When an operator holds</caption>
 *   <tr><th>operator</th><th>holds if</th></tr>
 *   <tr><td>{@code not X}</td><td>exactly if X does not; so also if there is no value, where X is not {@code empty}</td></tr>
 *   <tr><td>{@code empty}</td><td>there is no value, or it is blank string or text. The number 0 is a value.</td></tr>
 *   <tr><td>{@code eq}</td><td>the values are equal: numbers whatever their trailing zeros; currency with the same country and
 *       amount; measures after exact conversion; a dimension if each side is, after exact conversion; options by their keys</td></tr>
 *   <tr><td>{@code gt, gte, lt, lte}</td><td>the value is greater (or equal), less (or equal): string and text by code points;
 *       number; date; currency only if the country is the same, otherwise none of the four holds; measures after exact conversion;
 *       dimension by its volume, length × width × height, after exact conversion, so that two may be {@code gte} and {@code lte} and
 *       not {@code eq}; select and doubleselect by the code points of the option's readable text</td></tr>
 *   <tr><td>{@code contain}</td><td>the readable text contains the operand's; upper and lower case differ</td></tr>
 *   <tr><td>{@code regexp}</td><td>the pattern is found anywhere in the readable text. The pattern is the operand if that is string
 *       or text; an operand of another type is looked for as it reads, like {@code contain}.</td></tr>
 * </table>
 *
 * <p>Without a value only {@code empty} and the negated operators hold. Readable text is that of
 * {@link ValueFormat#text}.
 */
public final class Condition {
  private final Operator operator;
  private final Value operand;
  private final Predicate<Value> test;

  private Condition(Operator operator, Value operand, Predicate<Value> test) {
    this.operator = operator;
    this.operand = operand;
    this.test = test;
  }

  /**
   * A condition with this operand, which is of the attribute's type, or for {@code contain} and
   * {@code regexp} also string or text. {@code empty} ignores it; for the others it must not be
   * null.
   *
   * @throws InvalidValue if the operand is missing or of another type, or is no regular expression
   *     that is allowed
   */
  public static Condition of(ValueFormat format, Operator operator, Value operand) {
    if (operator.comparison() == Comparison.EMPTY) {
      return new Condition(operator, null, Condition::isEmpty);
    }
    if (operand == null) {
      throw new InvalidValue(
          "val", null, "is missing; the operator " + operator.wireName() + " must have a value");
    }
    Predicate<Value> present = present(format, operator.comparison(), operand);
    return new Condition(operator, operand, value -> value != null && present.test(value));
  }

  /**
   * A condition whose operand is the contract's {@code val} object. For {@code contain} and {@code
   * regexp} on any attribute {@code val} may be of type string or text; for {@code empty} it is
   * ignored and may be null.
   *
   * @throws InvalidValue as {@link #of} and {@link ValueFormat#read}
   */
  public static Condition read(ValueFormat format, Operator operator, JsonObject val) {
    return of(
        format,
        operator,
        operator.comparison() == Comparison.EMPTY ? null : operand(format, operator, val));
  }

  /**
   * Whether this condition holds for the value, which is null if the item has none.
   *
   * @throws InvalidValue if the value is not of the attribute's type
   */
  public boolean holds(Value actual) {
    return test.test(actual) != operator.negated();
  }

  public Operator operator() {
    return operator;
  }

  /** What values are compared with; empty for the operator {@code empty}. */
  public Optional<Value> operand() {
    return Optional.ofNullable(operand);
  }

  private static Value operand(ValueFormat format, Operator operator, JsonObject val) {
    Members members = new Members(val, format.type());
    if (operator.comparison().isOnText() && members.isText()) {
      return ValueFormat.of(AttributeType.of(members.text("type"))).read(val);
    }
    return format.read(val);
  }

  private static boolean isEmpty(Value value) {
    return value == null || value instanceof TextValue text && text.isBlank();
  }

  private static Predicate<Value> present(
      ValueFormat format, Comparison comparison, Value operand) {
    return switch (comparison) {
      case EMPTY -> Condition::isEmpty;
      case EQ -> format.kind().eq(operand);
      case GT -> format.kind().ordered(operand, sign -> sign > 0);
      case GTE -> format.kind().ordered(operand, sign -> sign >= 0);
      case LT -> format.kind().ordered(operand, sign -> sign < 0);
      case LTE -> format.kind().ordered(operand, sign -> sign <= 0);
      case CONTAIN -> contains(format, operand);
      case REGEXP -> matches(format, operand);
    };
  }

  private static Predicate<Value> contains(ValueFormat format, Value operand) {
    String part = operand instanceof TextValue text ? text.value() : format.text(operand);
    return value -> format.text(value).contains(part);
  }

  private static Predicate<Value> matches(ValueFormat format, Value operand) {
    if (operand instanceof TextValue text) {
      Regexp regexp = new Regexp(text.value());
      return value -> regexp.test(format.text(value));
    }
    return contains(format, operand);
  }
}
