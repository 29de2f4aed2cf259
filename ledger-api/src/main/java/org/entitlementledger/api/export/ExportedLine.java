package org.entitlementledger.api.export;

import org.entitlementledger.api.http.AnyOf;

/** What stands in the lines of an export, for the OpenAPI document. */
@AnyOf({ExportLine.class, ManifestLine.class})
public interface ExportedLine {}
