/**
 * The domain. It is a module only so that sealed types may have their leaves in other packages; it
 * runs from the class path, and its jar leaves this file out.
 */
module org.entitlementledger.core {
  requires static transitive org.jspecify;
  requires transitive org.pcollections;
  requires transitive org.axonframework.messaging;
  requires transitive org.axonframework.modelling;
  requires transitive org.axonframework.eventsourcing;
  requires transitive tools.jackson.databind;
  requires tools.jackson.dataformat.smile;
  requires org.snakeyaml.engine;
}
