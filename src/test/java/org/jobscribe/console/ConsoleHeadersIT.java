package org.jobscribe.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Reply;
import org.jobscribe.system.RunsOn;
import org.junit.jupiter.api.Test;

@RunsOn(RunsOn.Kind.DERBY)
class ConsoleHeadersIT {

  @Test
  void thePageIsOpenAndMayDoOnlyWhatItNeeds(JobscribeClient client) {
    Reply page = client.anonymous().get("/").expect(200);

    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self' 'sha256-", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
  }

  @Test
  void ownFilesAreAskedForEachTimeAndAnsweredOnlyWhenTheyChanged(JobscribeClient client) {
    Reply script = client.anonymous().get("/app/main.js").expect(200);
    assertThat(script.header("Cache-Control")).isEqualTo("no-cache");

    client
        .anonymous()
        .raw("GET", "/app/main.js", Map.of("If-None-Match", script.header("ETag")), "")
        .expect(304);
  }

  @Test
  void librariesAreKeptForTheirPathHasTheVersion(JobscribeClient client) {
    assertThat(
            client
                .anonymous()
                .get("/webjars/lit/3.3.2/index.js")
                .expect(200)
                .header("Cache-Control"))
        .contains("immutable");
  }

  @Test
  void whatIsNotThereIsAProblemDocument(JobscribeClient client) {
    Reply reply = client.anonymous().get("/app/nothing.js").expect(404);

    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }
}
