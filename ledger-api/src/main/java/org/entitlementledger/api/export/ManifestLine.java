package org.entitlementledger.api.export;

/** The manifest as it stands in its line. */
public record ManifestLine(ExportManifest manifest) {}
