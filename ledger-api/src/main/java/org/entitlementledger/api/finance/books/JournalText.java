package org.entitlementledger.api.finance.books;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import org.entitlementledger.core.finance.Figures;
import org.entitlementledger.core.finance.RollForward;
import org.entitlementledger.core.finance.RollForward.Entry;
import org.entitlementledger.core.finance.RollForward.Part;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.statement.JournalEntry;
import org.entitlementledger.projections.finance.BookedAccount;

/**
 * Writes bookings as plain-text accounting, which hledger and ledger read (FINANCE.md, "Journal").
 */
final class JournalText {
  private static final String INDENT = "    ";
  private static final int GAP = 8;

  private final Writer out;
  private final Days days;
  private final Instant now;

  JournalText(Writer out, Days days, Instant now) {
    this.out = out;
    this.days = days;
    this.now = now;
  }

  /**
   * Writes an account's transactions, by entitlement and in the order in which they took effect.
   */
  void write(BookedAccount account) throws IOException {
    RollForward rollForward = account.rollForward(days, now);
    for (String entitlement : rollForward.entitlements()) {
      write(rollForward, entitlement);
    }
  }

  private void write(RollForward rollForward, String entitlement) throws IOException {
    AccountZone zone = rollForward.atEnd().state().zone();
    var name = new Names(rollForward.accountId(), entitlement);
    Quantity opening = Quantity.ZERO;
    boolean opened = false;
    for (Iterator<Entry> entries = rollForward.entries(entitlement).iterator();
        entries.hasNext(); ) {
      Entry entry = entries.next();
      if (entry.part() == Part.OPENING) {
        opening = opening.plus(entry.figures().change());
        continue;
      }
      if (!opened) {
        opening(name, opening);
        opened = true;
      }
      write(name, entry, zone);
    }
    if (!opened) {
      opening(name, opening);
    }
  }

  private void opening(Names name, Quantity quantity) throws IOException {
    if (!quantity.isZero()) {
      head(days.start(), "opening", "");
      post(name, "available", "opening", quantity);
      out.write('\n');
    }
  }

  /** The names of the accounts of an entitlement. */
  private record Names(String accountId, String entitlement) {
    String of(String column) {
      return accountId + ":" + entitlement + ":" + column;
    }
  }

  /** What is known late is dated the first day. */
  private void write(Names name, Entry entry, AccountZone zone) throws IOException {
    LocalDate day = entry.booking().day(zone);
    JournalEntry told = entry.booking().entry();
    var recorded = told.recorded();
    head(
        day.isBefore(days.start()) ? days.start() : day,
        recorded == null ? told.movement() : recorded.type(),
        recorded == null ? "" : "  ; position:" + recorded.position());
    Figures figures = entry.figures();
    if (!figures.granted().isZero() && figures.granted().equals(figures.consumed())) {
      post(name, "consumed", "granted", figures.consumed());
    } else {
      post(name, "available", "granted", figures.granted());
      post(name, "available", "adjusted", figures.adjusted());
      post(name, "consumed", "available", figures.consumed());
      post(name, "lapsed", "available", figures.lapsed());
    }
    out.write('\n');
  }

  private void head(LocalDate day, String description, String comment) throws IOException {
    out.write(day + " " + description + comment + "\n");
  }

  /** Moves a quantity from one account to another; the other way round where it is below zero. */
  private void post(Names name, String to, String from, Quantity quantity) throws IOException {
    if (quantity.isNegative()) {
      post(name, from, to, quantity.negated());
    } else if (!quantity.isZero()) {
      int width = Math.max(name.of(to).length(), name.of(from).length()) + GAP;
      posting(name.of(to), quantity, width, name.entitlement);
      posting(name.of(from), quantity.negated(), width, name.entitlement);
    }
  }

  private void posting(String account, Quantity quantity, int width, String commodity)
      throws IOException {
    String digits = quantity.toString();
    String gap = " ".repeat(Math.max(2, width - account.length() - digits.length()));
    out.write(INDENT + account + gap + digits + " \"" + commodity + "\"\n");
  }
}
