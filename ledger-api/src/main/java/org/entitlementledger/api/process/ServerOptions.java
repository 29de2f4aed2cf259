package org.entitlementledger.api.process;

import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Answers {@code OPTIONS *}, which asks about the server and no path, before Tomcat does: it would
 * list {@code TRACE}, which comes as far as the paths only to be refused there.
 */
final class ServerOptions implements Adapter {
  private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, POST, PUT";

  private final Adapter tomcat;

  ServerOptions(Adapter tomcat) {
    this.tomcat = tomcat;
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    if (!request.requestURI().equals("*") || !request.getMethod().equals("OPTIONS")) {
      tomcat.service(request, response);
      return;
    }
    response.setHeader("Allow", METHODS);
    response.setContentLength(0);
    response.action(ActionCode.CLOSE, null);
  }

  @Override
  public boolean prepare(Request request, Response response) throws Exception {
    return tomcat.prepare(request, response);
  }

  @Override
  public boolean asyncDispatch(Request request, Response response, SocketEvent status)
      throws Exception {
    return tomcat.asyncDispatch(request, response, status);
  }

  @Override
  public void log(Request request, Response response, long time) {
    tomcat.log(request, response, time);
  }

  @Override
  public void checkRecycled(Request request, Response response) {
    tomcat.checkRecycled(request, response);
  }

  @Override
  public String getDomain() {
    return tomcat.getDomain();
  }
}
