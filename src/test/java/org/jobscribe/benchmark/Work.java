package org.jobscribe.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One kind of work, and what it took whom, in one unit. */
final class Work {

  /**
   * How {@code who} should compare with {@code against}: the quotient of their medians.
   *
   * @param isMost whether {@code bound} is the most allowed, not the least
   */
  record Target(String who, String against, boolean isMost, double bound) {
    boolean isMetBy(double ratio) {
      return isMost ? ratio <= bound : ratio >= bound;
    }
  }

  private final String name;
  private final String unit;
  private final Map<String, List<Double>> values = new LinkedHashMap<>();
  private final List<Target> targets = new ArrayList<>();

  Work(String name, String unit) {
    this.name = name;
    this.unit = unit;
  }

  String name() {
    return name;
  }

  String unit() {
    return unit;
  }

  /** Who was measured, with the value of each round. */
  Map<String, List<Double>> values() {
    return values;
  }

  List<Target> targets() {
    return targets;
  }

  /** One round's value. */
  Work add(String who, double value) {
    values.computeIfAbsent(who, key -> new ArrayList<>()).add(value);
    return this;
  }

  /** {@code who} should take, or do, at most that many times what {@code against} does. */
  Work atMost(double bound, String who, String against) {
    targets.add(new Target(who, against, true, bound));
    return this;
  }

  /** {@code who} should take, or do, at least that many times what {@code against} does. */
  Work atLeast(double bound, String who, String against) {
    targets.add(new Target(who, against, false, bound));
    return this;
  }

  double median(String who) {
    return median(values.get(who));
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double ratio(Target target) {
    return median(target.who()) / median(target.against());
  }
}
