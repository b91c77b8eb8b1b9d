package org.jobscribe.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class the server that all classes on this kind of database share: as parameters of
 * type {@link Server}, and {@link JobscribeClient} with a token of every role. Tests find what
 * other tests have left, and must not rely on ids.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedServer.class)
public @interface RunsOn {

  Kind value();

  /** Where the server keeps its record. */
  enum Kind {
    DERBY(Database::derby),
    POSTGRES(Database::postgres);

    private final Supplier<Database> factory;

    Kind(Supplier<Database> factory) {
      this.factory = factory;
    }

    Database newDatabase() {
      return factory.get();
    }
  }
}
