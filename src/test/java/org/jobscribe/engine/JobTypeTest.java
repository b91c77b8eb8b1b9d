package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.jobscribe.job.NewJob;
import org.junit.jupiter.api.Test;

class JobTypeTest {

  private static final JobType TYPE = new JobType("BulkEditJob", "Bulk Edit Job");

  @Test
  void aJobIsNamedAsInTheSeed() {
    NewJob job = TYPE.newJob("viewId 1", "{}", "ann");
    assertThat(job.type()).isEqualTo("BulkEditJob");
    assertThat(job.name()).matches("BulkEditJob-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    String uuid = job.name().substring("BulkEditJob-".length());
    assertThat(job.description()).isEqualTo("Bulk Edit Job (" + uuid + ") for viewId 1");
  }

  @Test
  void eachJobHasANameOfItsOwn() {
    assertThat(TYPE.newJob("", "{}", null).name()).isNotEqualTo(TYPE.newJob("", "{}", null).name());
  }

  @Test
  void logLinesSayTheTitleInSmallLetters() {
    assertThat(TYPE.inLogLines()).isEqualTo("bulk edit job");
  }
}
