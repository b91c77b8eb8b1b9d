package org.jobscribe.catalogue.value;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything about an attribute that its values depend on: reads, writes and shows them. Build it
 * once per attribute and share it; it is immutable and thread-safe. Two are equal if type, format
 * and options are.
 */
public final class ValueFormat {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  private final AttributeType type;
  private final String format;
  private final List<Option> options;
  private final Kind<?> kind;

  /**
   * @param format null or blank for the default. A date has {@code D, DD, M, MM, YYYY} with
   *     separators, by default {@code DD-MM-YYYY}. A number, currency, measure or dimension has a
   *     pattern such as {@code 0.0} or {@code #,##0.00}, which applies to readable text only; by
   *     default all digits are shown. Other types have none.
   * @param options the choices of a select or doubleselect; if there are none, every key is
   *     allowed. Other types have none.
   * @throws InvalidValue if the format or the options are not what the type allows
   */
  public ValueFormat(AttributeType type, String format, List<Option> options) {
    this.type = Objects.requireNonNull(type, "type");
    this.format = format == null || format.isBlank() ? null : format;
    this.options = List.copyOf(options);
    checkFormat();
    checkOptions();
    this.kind = Kind.of(type, this.format, this.options);
  }

  /** The same as the constructor. */
  public static ValueFormat of(AttributeType type, String format, List<Option> options) {
    return new ValueFormat(type, format, options);
  }

  /** The type's default format, without options. */
  public static ValueFormat of(AttributeType type) {
    return new ValueFormat(type, null, List.of());
  }

  public AttributeType type() {
    return type;
  }

  /** As it was given, or null for the default. */
  public String format() {
    return format;
  }

  public List<Option> options() {
    return options;
  }

  /**
   * Reads the contract's {@code val} object. Numbers may also be numeric strings, dates may also be
   * {@code YYYY-MM-DD}. Members that the type does not have are ignored.
   *
   * @throws InvalidValue if {@code val} is null, has another type, or a member is missing, of the
   *     wrong JSON type or not allowed
   */
  public Value read(JsonObject val) {
    Members members = new Members(val, type);
    members.checkType();
    return kind.read(members);
  }

  /**
   * Writes the contract's {@code val} object: type first, then the members in the contract's order;
   * numbers without exponent, a date in the attribute's format.
   *
   * @throws InvalidValue if the value is of another type
   */
  public JsonObject write(Value value) {
    JsonObjectBuilder val = JSON.createObjectBuilder().add("type", type.wireName());
    kind.writeOwn(value, val);
    return val.build();
  }

  /**
   * Reads a cell of a CSV file, which is not blank. White space around it is ignored, except in a
   * string or text.
   *
   * <ul>
   *   <li>string, text: as it is
   *   <li>number: {@code 12.5}; {@code 1,234.5} only if the format has groups
   *   <li>date: the attribute's format or {@code YYYY-MM-DD}
   *   <li>currency: {@code 12.50 AUD} or {@code AUD 12.50}
   *   <li>measures: {@code 3 l} or {@code 3l}
   *   <li>dimension: {@code 1 x 2 x 3 cm} or {@code 1×2×3cm}
   *   <li>select: the key, or the label if no option has that key; upper and lower case differ
   *   <li>doubleselect: {@code key1/key2}, split at the first slash, or the label likewise
   * </ul>
   *
   * @throws InvalidValue if the cell is none of that
   */
  public Value parse(String cell) {
    return kind.parse(cell);
  }

  /**
   * Readable text, in the form that {@link #parse} reads: {@code 12.5 AUD}, {@code 3 l}, {@code 1 x
   * 2 x 3 cm}. An option is shown by its label; by its keys if it has none, or shares it with
   * another option.
   *
   * @throws InvalidValue if the value is of another type
   */
  public String text(Value value) {
    return kind.textOf(value);
  }

  Kind<?> kind() {
    return kind;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueFormat that
        && type == that.type
        && Objects.equals(format, that.format)
        && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, format, options);
  }

  @Override
  public String toString() {
    return "ValueFormat[type=" + type + ", format=" + format + ", options=" + options + "]";
  }

  private void checkFormat() {
    if (format != null && type != AttributeType.DATE && !type.isNumeric()) {
      throw new InvalidValue(
          "format", format, "is not allowed; a " + type.wireName() + " attribute has no format");
    }
  }

  private void checkOptions() {
    boolean select = type == AttributeType.SELECT || type == AttributeType.DOUBLESELECT;
    if (!options.isEmpty() && !select) {
      throw new InvalidValue(
          "options",
          options.toString(),
          "are not allowed; only select and doubleselect attributes have options");
    }
  }
}
