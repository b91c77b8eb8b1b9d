package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs from their submission to their last line. */
abstract class JobsIT {

  private static final String CLAUSES =
      """
      {"changeClauses":[{"itemValue":{"attributeId":2,"val":{"type":"text","value":"New text"}},"attribute":{"id":2}}],
       "whenClauses":[]}""";

  @Test
  void aBulkEditOfTheDemoTellsWhatItDidFromItsFirstToItsLastLine(JobscribeClient client) {
    JsonObject job = client.submitBulkEdit(1, client.preview(1, CLAUSES));
    JsonObject details = client.awaitFinal(job.getInt("id"));
    assertThat(details.getJsonObject("job").getString("progress")).isEqualTo("COMPLETED");
    List<JsonObject> lines = details.getJsonArray("logs").getValuesAs(JsonObject.class);
    assertThat(lines.get(0).getString("message"))
        .isEqualTo("Start running bulk edit job (jobId: " + job.getInt("id") + ")");
    assertThat(lines.get(lines.size() - 1).getString("message"))
        .isEqualTo("Done running bulk edit job (jobId: " + job.getInt("id") + ")");
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i).getInt("id")).isEqualTo(i + 1);
    }
    assertThat(client.details(job.getInt("id"), lines.size()).getJsonArray("logs")).isEmpty();
  }

  @Test
  void anImportMakesItsItems(JobscribeClient client) {
    byte[] csv =
        "id,parentId,name,description\n900001,,Imported,From a file\n"
            .getBytes(StandardCharsets.UTF_8);
    JsonObject imported = client.importCsv(1, new ByteArrayInputStream(csv));
    JsonObject job = client.awaitFinal(imported.getInt("id")).getJsonObject("job");
    assertThat(job.getString("progress")).isEqualTo("COMPLETED");
    assertThat(job.getInt("changed")).isEqualTo(1);
    assertThat(job.getInt("failed")).isZero();
    assertThat(client.get("/api/v1/view/1/items").body()).contains("\"id\":900001,");
  }
}
