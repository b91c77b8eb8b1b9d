package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many jobs that want the same items at the same time. */
abstract class ContentionIT {

  private static final int JOBS = 100;
  private static final int ITEMS = 300;

  @Test
  void aHundredJobsOverTheSameItemsAllEndAndNoneFails(JobscribeClient client) {
    Catalogue catalogue = Catalogue.of(ITEMS, client);
    List<JsonObject> packages =
        IntStream.range(0, 4).mapToObj(i -> catalogue.editAll("text " + i)).toList();
    List<Integer> jobs =
        IntStream.range(0, JOBS)
            .mapToObj(i -> client.submitBulkEdit(catalogue.id(), packages.get(i % 4)).getInt("id"))
            .toList();
    for (int id : jobs) {
      JsonObject payload = client.awaitFinal(id);
      JsonObject job = payload.getJsonObject("job");
      assertThat(job.getString("outcome")).isEqualTo("SUCCEEDED");
      assertThat(job.getInt("changed") + job.getInt("unchanged")).isEqualTo(ITEMS);
      List<Integer> ids =
          payload.getJsonArray("logs").getValuesAs(JsonValue::asJsonObject).stream()
              .map(line -> line.getInt("id"))
              .toList();
      assertThat(ids)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, ids.size()).boxed().toList());
    }
  }
}
