package org.jobscribe.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PessimisticLockException;
import jakarta.resource.spi.ResourceAllocationException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransientFailureTest {

  private static boolean ofState(String state) {
    return TransientFailure.is(
        new RuntimeException(new PersistenceException(new SQLException("no", state))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "40001", "40P01", "40XL1", "53300", "55P03", "57P01", "25P03", "XSDG1", "XSLA4"
      })
  void theseStatesMayHeal(String state) {
    assertThat(ofState(state)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22001", "25P02", "42X05", "55000", "57014", "XJ001", ""})
  void theseStatesDoNot(String state) {
    assertThat(ofState(state)).isFalse();
  }

  @Test
  void whatIsMissingInDerbyIsMissingWhileItShutsDown() {
    assertThat(TransientFailure.is(inDerby(new NullPointerException()))).isTrue();
    assertThat(TransientFailure.is(inDerby(new ClassCastException()))).isFalse();
    assertThat(TransientFailure.is(new SQLException("no", "42X05", new NullPointerException())))
        .isFalse();
  }

  private static RuntimeException inDerby(Exception cause) {
    return new RuntimeException(new SQLException("no", "XJ001", new Exception(cause)));
  }

  @Test
  void locksMayHealWhateverWrapsThem() {
    assertThat(TransientFailure.is(new EJBException(new OptimisticLockException()))).isTrue();
    assertThat(TransientFailure.is(new PessimisticLockException())).isTrue();
    assertThat(TransientFailure.is(new LockTimeoutException())).isTrue();
    assertThat(TransientFailure.is(new RuntimeException(new SQLTransientConnectionException())))
        .isTrue();
  }

  @Test
  void aPoolThatGivesNoConnectionMayHeal() {
    assertThat(TransientFailure.is(new SQLException(new ResourceAllocationException()))).isTrue();
  }

  @Test
  void onlyDerbysLockTimeoutIsOne() {
    assertThat(TransientFailure.isLockTimeout(new EJBException(new SQLException("no", "40XL1"))))
        .isTrue();
    assertThat(TransientFailure.isLockTimeout(new SQLException("no", "40001"))).isFalse();
  }

  @Test
  void onlyAStatementThatWasCutOffIsOne() {
    assertThat(TransientFailure.isCutOff(new RuntimeException(new SQLException("no", "57014"))))
        .isTrue();
    assertThat(TransientFailure.isCutOff(new SQLException("no", "57P01"))).isFalse();
    assertThat(TransientFailure.isCutOff(new SQLException("no", (String) null))).isFalse();
  }

  @Test
  void aMistakeDoesNotHeal() {
    assertThat(TransientFailure.is(new IllegalStateException("no"))).isFalse();
    assertThat(TransientFailure.is(new PersistenceException(new SQLException("no", (String) null))))
        .isFalse();
  }
}
