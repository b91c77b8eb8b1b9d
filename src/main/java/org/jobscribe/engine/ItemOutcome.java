package org.jobscribe.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.problem.Violation;

/** What became of one item of a job. */
enum ItemOutcome {
  CHANGED('C'),
  UNCHANGED('U'),
  FAILED('F'),
  /** The job has not come to it, or never will. */
  UNPROCESSED(' ');

  private final char letter;

  ItemOutcome(char letter) {
    this.letter = letter;
  }

  /** How {@code job_outcome} stores it. */
  char letter() {
    return letter;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws InvalidInput if the query parameter {@code outcome} is none of the names
   */
  static ItemOutcome ofQuery(String text) {
    List<String> names = Arrays.stream(values()).map(ItemOutcome::wireName).toList();
    return Arrays.stream(values())
        .filter(outcome -> outcome.wireName().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    Violation.inQuery(
                        "outcome",
                        String.valueOf(text),
                        "outcome is '%s'; allowed is one of %s".formatted(text, names))));
  }
}
