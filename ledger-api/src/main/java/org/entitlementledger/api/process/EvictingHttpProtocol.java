package org.entitlementledger.api.process;

import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP as Tomcat speaks it, on an {@link EvictingEndpoint}. Tomcat makes it by its name. */
public final class EvictingHttpProtocol extends Http11NioProtocol {

  public EvictingHttpProtocol() {
    super(new EvictingEndpoint());
  }

  @Override
  public void setAdapter(Adapter adapter) {
    super.setAdapter(new ServerOptions(adapter));
  }
}
