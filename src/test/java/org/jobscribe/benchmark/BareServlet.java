package org.jobscribe.benchmark;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The only class of an application: 401 to whoever has no token, 200 to everyone else. */
@WebServlet("/api/v1/jobs")
public class BareServlet extends HttpServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(request.getHeader("Authorization") == null ? 401 : 200);
  }
}
