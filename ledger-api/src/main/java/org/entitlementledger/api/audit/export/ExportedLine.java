package org.entitlementledger.api.audit.export;

import org.entitlementledger.api.json.AnyOf;

/** What stands in the lines of an export, for the OpenAPI document. */
@AnyOf({ExportLine.class, ManifestLine.class})
public interface ExportedLine {}
