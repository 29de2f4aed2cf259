package org.entitlementledger.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/** A wire to a database or to a service, which can be cut and frozen. */
public final class Wire implements AutoCloseable {
  private final ServerSocket server;
  private final IntSupplier target;
  private final Set<Line> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile CountDownLatch ice = new CountDownLatch(0);

  /**
   * Lays it.
   *
   * @param target the port that each new connection goes to
   */
  public Wire(IntSupplier target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  /** A connection through it. */
  private record Line(int target, Socket near, Socket far) {
    void end() {
      Wire.end(near);
      Wire.end(far);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Ends all connections, and every new one at once. */
  public void cut() {
    cut = true;
    open.forEach(Line::end);
  }

  /** Ends the connections to one target. */
  public void end(int port) {
    open.stream().filter(line -> line.target == port).forEach(Line::end);
  }

  /** Lets nothing through, and says nothing. */
  public void freeze() {
    ice = new CountDownLatch(1);
  }

  /** New connections work again; what was frozen goes on. */
  public void mend() {
    cut = false;
    ice.countDown();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        Thread.startVirtualThread(() -> connect(near));
      }
    } catch (IOException closed) {
      open.forEach(Line::end);
    }
  }

  private void connect(Socket near) {
    int port = target.getAsInt();
    try {
      var line = new Line(port, near, new Socket(InetAddress.getLoopbackAddress(), port));
      open.add(line);
      if (cut) {
        line.end();
      }
      Thread.startVirtualThread(() -> copy(line, near, line.far));
      copy(line, line.far, near);
    } catch (IOException refused) {
      end(near);
    }
  }

  private void copy(Line line, Socket from, Socket to) {
    byte[] buffer = new byte[8_192];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        ice.await();
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException | InterruptedException ended) {
      // the other direction ends with it
    }
    line.end();
    open.remove(line);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // it is as it should be
    }
  }

  @Override
  public void close() throws IOException {
    mend();
    server.close();
    open.forEach(Line::end);
  }
}
