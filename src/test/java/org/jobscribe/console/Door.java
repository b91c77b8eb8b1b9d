package org.jobscribe.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jobscribe.system.Server;

/** One address for several nodes, of which it leads to one at a time: what a load balancer does. */
final class Door implements AutoCloseable {

  private final ServerSocket entrance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Server server;

  private Door(Server server) throws IOException {
    this.server = server;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    inBackground(this::accept);
  }

  static Door to(Server server) {
    try {
      return new Door(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + entrance.getLocalPort();
  }

  /** From now on leads there; whoever is inside is thrown out. */
  void leadTo(Server other) {
    server = other;
    open.forEach(Door::close);
  }

  private void accept() throws IOException {
    while (!entrance.isClosed()) {
      Socket client = entrance.accept();
      open.add(client);
      inBackground(() -> connect(client));
    }
  }

  private void connect(Socket client) throws IOException {
    try (client;
        Socket node =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
      open.add(node);
      inBackground(() -> pass(node, client));
      pass(client, node);
    }
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } finally {
      close(from);
      close(to);
    }
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void inBackground(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // a connection has ended: that is what doors are for
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(Door::close);
  }
}
