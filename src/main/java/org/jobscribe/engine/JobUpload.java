package org.jobscribe.engine;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.jobscribe.idempotency.IdempotentSubmission;
import org.jobscribe.idempotency.KeyedRequest;
import org.jobscribe.job.Job;
import org.jobscribe.web.Uploads;

/**
 * Starts a job from what a request uploads: the whole body is received first, and a repetition of
 * the request gets the same job again. For resources; it begins the transaction itself.
 */
@ApplicationScoped
public class JobUpload {

  @EJB private Uploads uploads;
  @EJB private IdempotentSubmission submissions;

  /** Starts a job with the upload; what it throws is the caller's answer. */
  @FunctionalInterface
  public interface Submission {
    Job submit(InputStream upload, String caller) throws IOException;
  }

  /**
   * The job that the request starts, or has started before.
   *
   * @throws IOException if the client does not send the whole body
   */
  public Job submit(HttpServletRequest http, InputStream body, Submission submission)
      throws IOException {
    KeyedRequest request = KeyedRequest.of(http);
    try (Uploads.Upload upload = uploads.receive(body)) {
      return submissions.once(
          request.withBody(upload.digest()), () -> submit(upload, request.caller(), submission));
    }
  }

  private static Job submit(Uploads.Upload upload, String caller, Submission submission)
      throws IOException {
    try (InputStream in = upload.open()) {
      return submission.submit(in, caller);
    }
  }
}
