package org.entitlementledger.api.command;

import java.util.Arrays;
import java.util.stream.Stream;
import org.entitlementledger.api.query.ItemCollection;
import org.entitlementledger.api.query.ItemEndpoint;
import org.entitlementledger.api.query.ItemReader;
import org.entitlementledger.api.web.route.TableEndpoints;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the endpoints of the API's table. */
@Configuration(proxyBeanMethods = false)
class TableConfiguration {

  @Bean
  static TableEndpoints tableEndpoints(CommandExecutor commands, ItemReader items) {
    return new TableEndpoints(
        Stream.concat(
                CommandTable.COMMANDS.stream().map(one -> CommandEndpoint.of(one, commands)),
                Arrays.stream(ItemCollection.values())
                    .flatMap(collection -> ItemEndpoint.of(collection, items)))
            .toList());
  }
}
