package org.jobscribe.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The error page of the whole application: what the container refuses before or behind JAX-RS
 * becomes a {@link ProblemDocument}.
 */
@WebServlet(ErrorServlet.PATH)
public class ErrorServlet extends HttpServlet {

  static final String PATH = "/error";

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    ProblemTable.ofStatus(
            status == null ? 404 : status, request.getMethod() + " " + (path == null ? PATH : path))
        .send(response);
  }
}
