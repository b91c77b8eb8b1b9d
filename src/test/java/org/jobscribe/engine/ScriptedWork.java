package org.jobscribe.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** A job type for tests: each item says what is to happen with it. */
@ApplicationScoped
public class ScriptedWork implements Work {

  static final JobType TYPE = new JobType("ScriptedJob", "Scripted Job");
  static final String CHANGE = "change";
  static final String LEAVE = "leave";
  static final String REPORT_FAILURE = "report failure";
  static final String THROW = "throw";

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public void next(Chunk chunk) {
    for (JsonValue item : chunk.items()) {
      doItem(((JsonString) item).getString(), chunk);
    }
  }

  private static void doItem(String script, Chunk chunk) {
    chunk.begin("The item '" + script + "'");
    chunk.info(script);
    switch (script) {
      case CHANGE -> chunk.changed();
      case LEAVE -> chunk.unchanged();
      case REPORT_FAILURE -> chunk.failed("it does not fit");
      default -> throw new IllegalArgumentException("it broke");
    }
  }
}
