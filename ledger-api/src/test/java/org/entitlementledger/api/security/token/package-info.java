/** Random and hostile requests against every path of the OpenAPI document. */
package org.entitlementledger.api.security.token;
