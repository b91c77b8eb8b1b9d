package org.jobscribe.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobSamples;
import org.jobscribe.job.JobService;
import org.junit.jupiter.api.Test;

class FeedTest {

  private static final int ALWAYS = Integer.MAX_VALUE;

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Feed feed = new Feed(1, new OneJob(ALWAYS), tasks::add);

  /** Finds the job, so many times. */
  private static final class OneJob extends JobService {
    private int times;

    OneJob(int times) {
      this.times = times;
    }

    @Override
    public Job get(long jobId) {
      if (times-- == 0) {
        throw new IllegalStateException("the database is away");
      }
      return JobSamples.aRunningJob(jobId, 1);
    }
  }

  private static class Recorder implements Follower {
    final List<String> calls = new ArrayList<>();
    boolean isOver;

    @Override
    public boolean isReady() {
      return !isOver;
    }

    @Override
    public boolean take(Snapshot snapshot) {
      calls.add("take");
      return false;
    }

    @Override
    public void tick() {
      calls.add("tick");
    }

    @Override
    public void fail(RuntimeException why) {
      calls.add("fail");
    }

    @Override
    public void close() {
      calls.add("close");
      isOver = true;
    }

    @Override
    public boolean isOver() {
      return isOver;
    }
  }

  private static final class Failing extends Recorder {
    @Override
    public boolean take(Snapshot snapshot) {
      throw new IllegalStateException("what it asks for cannot be");
    }
  }

  private void run() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @Test
  void whateverAsksForARoundInTheMeantimeIsServedByOne() {
    Recorder follower = new Recorder();
    feed.add(follower);
    feed.wake();
    feed.wake();
    feed.wake();
    assertThat(tasks).hasSize(1);
    run();
    assertThat(follower.calls).containsExactly("tick", "take");
  }

  @Test
  void aWakeDuringARoundHasTheNextOne() {
    Recorder follower =
        new Recorder() {
          @Override
          public boolean take(Snapshot snapshot) {
            if (super.calls.stream().noneMatch("take"::equals)) {
              feed.wake();
            }
            return super.take(snapshot);
          }
        };
    feed.add(follower);
    feed.wake();
    run();
    assertThat(follower.calls).containsExactly("tick", "take", "tick", "take");
  }

  @Test
  void timeGoesByWithoutARoundWhichMayWaitForTheDatabase() {
    Recorder follower = new Recorder();
    feed.add(follower);
    feed.wake();
    feed.tick();
    assertThat(follower.calls).containsExactly("tick");
  }

  @Test
  void whoIsOverByTimeIsForgotten() {
    feed.add(
        new Recorder() {
          @Override
          public void tick() {
            isOver = true;
          }
        });
    feed.tick();
    run();
    assertThat(feed.isEmpty()).isTrue();
  }

  @Test
  void oneThatFailsIsLetGoAndTheOthersAreServed() {
    Recorder bad = new Failing();
    List<Recorder> good = List.of(new Recorder(), new Recorder(), new Recorder());
    feed.add(bad);
    good.forEach(feed::add);
    feed.wake();
    run();
    assertThat(bad.calls).containsExactly("tick", "fail", "close");
    assertThat(good).allSatisfy(one -> assertThat(one.calls).containsExactly("tick", "take"));
    assertThat(feed.size()).isEqualTo(3);
  }

  @Test
  void whenTheDatabaseFailsInTheMiddleOfARoundNobodyIsLetGo() {
    Feed failing = new Feed(1, new OneJob(1), tasks::add);
    List<Recorder> all = List.of(new Failing(), new Recorder());
    all.forEach(failing::add);
    failing.wake();
    run();
    // whose turn is first is left open: the other may have been served before
    assertThat(all)
        .allSatisfy(one -> assertThat(one.calls).endsWith("fail").doesNotContain("close"));
    assertThat(failing.size()).isEqualTo(2);
    assertThat(failing.seenVersion()).isEqualTo(-1);
  }

  @Test
  void aStopInTheMiddleOfARoundLetsAllGoAllTheSame() {
    AtomicBoolean isStopped = new AtomicBoolean();
    Feed busy =
        new Feed(
            1,
            new OneJob(ALWAYS),
            task -> {
              if (isStopped.get()) {
                throw new RejectedExecutionException();
              }
              tasks.add(task);
            });
    Recorder follower =
        new Recorder() {
          @Override
          public boolean take(Snapshot snapshot) {
            isStopped.set(true);
            busy.close();
            return super.take(snapshot);
          }
        };
    busy.add(follower);
    busy.wake();
    run();
    assertThat(follower.calls).containsExactly("tick", "take", "close");
  }
}
