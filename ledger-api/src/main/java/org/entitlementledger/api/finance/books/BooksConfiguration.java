package org.entitlementledger.api.finance.books;

import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.finance.BookedAccounts;
import org.entitlementledger.projections.finance.CellQueries;
import org.entitlementledger.projections.finance.LedgerBooks;
import org.entitlementledger.projections.finance.RollForwardQueries;
import org.entitlementledger.projections.movement.MovementQueries;
import org.entitlementledger.projections.projector.ViewPositions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What finance asks. */
@Configuration(proxyBeanMethods = false)
class BooksConfiguration {
  @Bean
  BookedAccounts bookedAccounts(
      JdbcTemplate jdbc, AccountQueries accounts, MovementQueries movements, ViewPositions views) {
    return new BookedAccounts(
        accounts, movements, views, position -> LedgerBooks.cutoffs(jdbc, position));
  }

  @Bean
  RollForwardQueries rollForwardQueries(BookedAccounts accounts) {
    return new RollForwardQueries(accounts);
  }

  @Bean
  CellQueries cellQueries(BookedAccounts accounts, MovementQueries movements) {
    return new CellQueries(accounts, movements);
  }
}
