package org.entitlementledger.core.axon;

final class Placeholder {}
