/** Writes answers: items, pages and representations, redacted for customers. */
@NullMarked
package org.entitlementledger.api.web.answer;

import org.jspecify.annotations.NullMarked;
