package org.entitlementledger.api.process;

import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;

/** Tomcat's HTTP protocol on an {@link EvictingEndpoint}. Tomcat creates it by its name. */
public final class EvictingHttpProtocol extends Http11NioProtocol {

  public EvictingHttpProtocol() {
    super(new EvictingEndpoint());
  }

  @Override
  public void setAdapter(Adapter adapter) {
    super.setAdapter(new ServerOptions(adapter));
  }
}
