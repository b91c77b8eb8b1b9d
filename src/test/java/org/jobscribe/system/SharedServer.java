package org.jobscribe.system;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one server for each kind of database, when the first test of this JVM wants it; it ends
 * with the JVM. (What the root context of JUnit keeps ends with each class if there are two JVMs.)
 */
final class SharedServer implements ParameterResolver, AfterTestExecutionCallback {

  private static final Logger LOG = System.getLogger(SharedServer.class.getName());
  private static final int LONGEST_END = 20_000;
  private static final Map<RunsOn.Kind, Server> SERVERS = new ConcurrentHashMap<>();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == Server.class || type == JobscribeClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Server server = serverOf(test);
    boolean wantsServer = parameter.getParameter().getType() == Server.class;
    return wantsServer
        ? server
        : JobscribeClient.of(server, TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN"));
  }

  /** What the server has to say about a test that failed. */
  @Override
  public void afterTestExecution(ExtensionContext test) {
    if (test.getExecutionException().isPresent()) {
      LOG.log(Level.INFO, "The server's log ends with\n{0}", endOf(serverOf(test).log()));
    }
  }

  private static String endOf(String log) {
    return log.substring(Math.max(0, log.length() - LONGEST_END));
  }

  private static Server serverOf(ExtensionContext test) {
    RunsOn.Kind kind = test.getRequiredTestClass().getAnnotation(RunsOn.class).value();
    return SERVERS.computeIfAbsent(kind, SharedServer::start);
  }

  private static Server start(RunsOn.Kind kind) {
    return Server.start(
        "shared-" + kind.name().toLowerCase(Locale.ROOT),
        TestIssuer.TRUSTED.environment(kind.newDatabase()));
  }
}
