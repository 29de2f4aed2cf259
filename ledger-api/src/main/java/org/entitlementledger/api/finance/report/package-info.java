/** Answers reports of finance as JSON, CSV and workbooks. */
@NullMarked
package org.entitlementledger.api.finance.report;

import org.jspecify.annotations.NullMarked;
