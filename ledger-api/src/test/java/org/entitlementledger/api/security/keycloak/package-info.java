/** A real Keycloak beside the service. */
package org.entitlementledger.api.security.keycloak;
