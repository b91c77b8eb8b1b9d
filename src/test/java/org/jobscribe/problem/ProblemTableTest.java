package org.jobscribe.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParsingException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.resource.spi.ResourceAllocationException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTableTest {

  private static final String REQUEST = "GET /api/v1/job/1";

  private static Violation violation() {
    return Violation.inPath("jobId", "1", "There is no job 1");
  }

  static Stream<Arguments> causes() {
    SQLException lost = new SQLException("gone", "08006");
    return Stream.of(
        Arguments.of(new InvalidInput(violation()), 400),
        Arguments.of(new Unauthenticated(violation()), 401),
        Arguments.of(new NotFound(violation()), 404),
        Arguments.of(new RequestTimeout(violation()), 408),
        Arguments.of(new TooLarge(violation()), 413),
        Arguments.of(new KeyInUse(violation()), 409),
        Arguments.of(new KeyReused(violation()), 422),
        Arguments.of(new NotFoundException(new RefusedResponse(404)), 404),
        Arguments.of(
            new NotFoundException(new RefusedResponse(404), new NumberFormatException()), 404),
        Arguments.of(new NotAllowedException(new RefusedResponse(405)), 405),
        Arguments.of(new ClientErrorException(new RefusedResponse(406)), 406),
        Arguments.of(new ClientErrorException(new RefusedResponse(415)), 415),
        Arguments.of(new WebApplicationException(new RefusedResponse(429)), 429),
        Arguments.of(
            new WebApplicationException(new NotFound(violation()), new RefusedResponse(500)), 404),
        Arguments.of(new EJBAccessException("no"), 403),
        Arguments.of(new JsonException("bad"), 400),
        Arguments.of(new JsonParsingException("bad", null), 400),
        Arguments.of(new ProcessingException("Unable to parse a header"), 400),
        Arguments.of(new PersistenceException(lost), 503),
        Arguments.of(new PersistenceException(new SQLException("shut down", "57P01")), 503),
        Arguments.of(new PersistenceException(new SQLException("too long", "57014")), 503),
        Arguments.of(new PersistenceException(new SQLException("too many", "53300")), 503),
        Arguments.of(new IllegalStateException(new XAException(XAException.XAER_RMFAIL)), 503),
        Arguments.of(new SQLTransientConnectionException("pool"), 503),
        Arguments.of(new SQLException(new ResourceAllocationException("no connection")), 503),
        Arguments.of(new SQLException("Derby cannot write a page", "XSDG1"), 503),
        Arguments.of(new SQLException("Derby cannot write its log", "XSLA4"), 503),
        Arguments.of(new PersistenceException(new SQLException("deadlock", "40P01")), 503),
        Arguments.of(new SQLException("Derby waited for a lock", "40XL1"), 503),
        Arguments.of(new OptimisticLockException("changed meanwhile"), 503),
        Arguments.of(new SQLException("duplicate", "23505"), 500),
        Arguments.of(new SQLException("no state", (String) null), 500),
        Arguments.of(new IllegalStateException("bug"), 500),
        Arguments.of(new StackOverflowError(), 500));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void eachCauseHasItsStatus(Throwable cause, int status) {
    assertThat(ProblemTable.of(cause, REQUEST).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @MethodSource("causes")
  void whatWrapsACauseDoesNotMatter(Throwable cause, int status) {
    EJBException wrapped = new EJBException(new RuntimeException("outer", cause));
    assertThat(ProblemTable.of(wrapped, REQUEST).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @MethodSource("causes")
  void noReplyNamesAClass(Throwable cause, int status) {
    assertThat(ProblemTable.of(new EJBException(new RuntimeException(cause)), REQUEST).toJson())
        .asString()
        .doesNotContainPattern("[a-z]+\\.[a-z]+\\.[A-Za-z]+|Exception|Error\\b");
  }

  @Test
  void whatAnInternalErrorSaysStaysInTheLog() {
    assertThat(ProblemTable.of(new IllegalStateException("the secret"), REQUEST).toJson())
        .asString()
        .doesNotContain("secret")
        .contains("The server failed; its log names this occurrence.");
  }

  @Test
  void everyProblemHasAType() {
    for (JavaClass each : new ClassFileImporter().importPackages("org.jobscribe")) {
      if (each.isAssignableTo(Problem.class) && !each.isEquivalentTo(Problem.class)) {
        assertThat(typeOf(each)).as(each.getName()).isNotNull();
      }
    }
  }

  private static ProblemType typeOf(JavaClass problem) {
    try {
      return ProblemTable.typeOf(
          (Problem) problem.reflect().getConstructor(Violation.class).newInstance(violation()));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400,invalid-input",
    "401,unauthenticated",
    "403,forbidden",
    "404,not-found",
    "405,method-not-allowed",
    "406,not-acceptable",
    "409,conflict",
    "413,too-large",
    "415,unsupported-media-type",
    "418,other-refusal",
    "429,other-refusal",
    "500,internal",
    "502,internal",
    "503,unavailable",
  })
  void eachStatusOfTheContainerHasATypeAndStaysAsItIs(int status, String type) {
    ProblemDocument problem = ProblemTable.ofStatus(status, REQUEST);
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.type().uri()).isEqualTo("urn:jobscribe:problem:" + type);
  }
}
