/** The hash tree: its keys, sealing on this node, and how both are. */
@NullMarked
package org.entitlementledger.api.tree;

import org.jspecify.annotations.NullMarked;
