package org.jobscribe.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTransactionTest {

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40001", "40P01", "40XL1", "55P03"})
  void aKeyIsInUseWhereItIsThereOrWasWaitedFor(String state) {
    assertThat(KeyTransaction.isInUse(new SQLException("no", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "53300", "55000", "57014", "XSDG1"})
  void otherFailuresSayNothingOfIt(String state) {
    assertThat(KeyTransaction.isInUse(new SQLException("no", state))).isFalse();
  }

  @Test
  void neitherDoesOneWithoutAState() {
    assertThat(KeyTransaction.isInUse(new SQLException("no"))).isFalse();
  }
}
