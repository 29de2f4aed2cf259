package org.entitlementledger.api.command;

import java.util.Arrays;
import java.util.stream.Stream;
import org.entitlementledger.api.web.route.TableEndpoints;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the service's routes of the table. */
@Configuration(proxyBeanMethods = false)
class TableConfiguration {

  @Bean
  static CommandRoutes commandRoutes() {
    return new CommandRoutes(CommandTable.COMMANDS);
  }

  @Bean
  static TableEndpoints tableEndpoints(Commands commands, ItemAnswers answers) {
    return new TableEndpoints(
        Stream.concat(
                CommandTable.COMMANDS.stream().map(one -> CommandEndpoint.of(one, commands)),
                Arrays.stream(ItemCollection.values())
                    .flatMap(items -> ItemEndpoint.of(items, answers)))
            .toList());
  }
}
