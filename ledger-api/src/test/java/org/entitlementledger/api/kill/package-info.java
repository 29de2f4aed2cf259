/** The death of the process, and a checker that knows only what clients were told. */
package org.entitlementledger.api.kill;
