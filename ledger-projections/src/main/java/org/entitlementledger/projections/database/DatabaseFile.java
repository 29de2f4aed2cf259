package org.entitlementledger.projections.database;

import java.nio.file.Path;

/**
 * An embedded database.
 *
 * @param url opens it, and makes it where it is not there
 * @param path the file that it is in
 */
public record DatabaseFile(String url, Path path) {}
