package org.jobscribe.engine;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Does what it is given at once, on the thread that gives it. */
final class SameThread extends AbstractExecutorService {

  private boolean isOver;

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  @Override
  public void shutdown() {
    isOver = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    isOver = true;
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return isOver;
  }

  @Override
  public boolean isTerminated() {
    return isOver;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isOver;
  }
}
