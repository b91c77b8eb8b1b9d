package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jobscribe.system.EventStream;
import org.jobscribe.system.JobscribeClient;

/**
 * What must hold of a finished job as the API gives it, whatever happened while it ran; {@link
 * StoredJob} is about the database itself.
 */
final class Record {

  private Record() {}

  /** Nothing is lost, nothing is there twice, and everything adds up. */
  static void assertWhole(JsonObject details, int items, String changeOfItem) {
    JsonObject job = details.getJsonObject("job");
    assertThat(job.getString("progress")).isEqualTo("COMPLETED");
    assertThat(job.getString("outcome")).isEqualTo("SUCCEEDED");
    assertThat(job.getInt("total")).isEqualTo(items);
    assertThat(job.getInt("changed")).isEqualTo(items);
    assertThat(job.getInt("unchanged") + job.getInt("failed")).isZero();
    List<JsonObject> lines = lines(details);
    assertThat(lines.stream().map(line -> line.getInt("id")))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, lines.size()).boxed().toList());
    assertThat(
            lines.stream()
                .map(line -> line.getString("message"))
                .filter(m -> m.matches(changeOfItem)))
        .hasSize(items)
        .doesNotHaveDuplicates();
    assertThat(lines.get(lines.size() - 1).getString("message")).startsWith("Done running ");
  }

  /** A follower that loses its node goes on at the survivor, and has every line once. */
  static void assertFollowed(EventStream follower, JobscribeClient survivor, JsonObject details) {
    List<Long> ids = new ArrayList<>(follower.awaitClosed().lines());
    if (follower.events().stream().noneMatch(event -> event.name().equals("end"))) {
      int job = details.getJsonObject("job").getInt("id");
      Map<String, String> cursor = Map.of("Last-Event-ID", follower.lastId());
      ids.addAll(survivor.follow(job, "details", cursor).awaitEnd().lines());
    }
    assertThat(ids)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, lines(details).size()).boxed().toList());
  }

  static List<String> messages(JsonObject details, String level) {
    return lines(details).stream()
        .filter(line -> line.getString("level").equals(level))
        .map(line -> line.getString("message"))
        .toList();
  }

  private static List<JsonObject> lines(JsonObject details) {
    return details.getJsonArray("logs").getValuesAs(JsonValue::asJsonObject);
  }
}
