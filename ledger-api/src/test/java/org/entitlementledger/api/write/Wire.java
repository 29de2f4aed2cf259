package org.entitlementledger.api.write;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A wire to a database that can be cut and frozen. */
final class Wire implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile boolean cut;
  private volatile CountDownLatch ice = new CountDownLatch(0);

  Wire(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Ends all connections, and every new one at once. */
  void cut() {
    cut = true;
    open.forEach(Wire::end);
  }

  /** Lets nothing through, and says nothing. */
  void freeze() {
    ice = new CountDownLatch(1);
  }

  /** New connections work again; what was frozen goes on. */
  void mend() {
    cut = false;
    ice.countDown();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        open.add(near);
        if (cut) {
          end(near);
          continue;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(far);
        Thread.startVirtualThread(() -> copy(near, far));
        Thread.startVirtualThread(() -> copy(far, near));
      }
    } catch (IOException closed) {
      open.forEach(Wire::end);
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[8_192];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        ice.await();
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException | InterruptedException ended) {
      end(from);
      end(to);
    }
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
    open.forEach(Wire::end);
  }
}
