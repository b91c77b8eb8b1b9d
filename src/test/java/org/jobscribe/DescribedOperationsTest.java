package org.jobscribe;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jobscribe.web.JobscribeApplication;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The document of the API and the resources' methods know of one another. */
class DescribedOperationsTest {

  private static final String BASE =
      JobscribeApplication.class.getAnnotation(ApplicationPath.class).value();

  @Test
  void everyResourceMethodIsDescribedAndNothingElse() throws IOException {
    Set<String> served =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.jobscribe")
                .stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(type -> type.getMethods().stream())
                .map(JavaMethod::reflect)
                .flatMap(DescribedOperationsTest::operation)
                .collect(Collectors.toCollection(TreeSet::new));
    assertThat(described()).containsExactlyElementsOf(served);
  }

  private static Stream<String> operation(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value() + " " + path(method));
  }

  private static String path(Method method) {
    Path ofClass = method.getDeclaringClass().getAnnotation(Path.class);
    Path ofMethod = method.getAnnotation(Path.class);
    return (BASE + "/" + ofClass.value() + "/" + (ofMethod == null ? "" : ofMethod.value()))
        .replaceAll("/+", "/");
  }

  private static Set<String> described() throws IOException {
    Set<String> described = new TreeSet<>();
    try (InputStream document =
        DescribedOperationsTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      JsonNode paths = new YAMLMapper().readTree(document).get("paths");
      paths.forEachEntry(
          (path, methods) ->
              methods
                  .propertyNames()
                  .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    }
    return described;
  }
}
