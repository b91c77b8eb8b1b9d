package org.jobscribe.system;

import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;

/** Does the same with each of several things, whatever came of those before. */
public final class Each {

  private Each() {}

  /**
   * Does it in order.
   *
   * @param things null is left out: what a test could not start, it need not close
   * @throws RuntimeException or an {@link Error}, the first that was thrown, when it has been done
   *     with each; it has suppressed the others
   */
  public static <T> void of(Collection<T> things, Consumer<? super T> action) {
    Failures failures = new Failures();
    things.stream().filter(Objects::nonNull).forEach(thing -> failures.note(action, thing));
    failures.throwFirst();
  }

  private static final class Failures {
    private Throwable first;

    <T> void note(Consumer<? super T> action, T thing) {
      try {
        action.accept(thing);
      } catch (RuntimeException | Error e) {
        add(e);
      }
    }

    private void add(Throwable failure) {
      if (first == null) {
        first = failure;
      } else {
        first.addSuppressed(failure);
      }
    }

    void throwFirst() {
      if (first instanceof Error error) {
        throw error;
      }
      if (first instanceof RuntimeException failure) {
        throw failure;
      }
    }
  }
}
