package org.entitlementledger.projections.account;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.team.Team;
import org.entitlementledger.core.team.TeamEvent;
import org.entitlementledger.projections.log.LoggedEvent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.CollectionType;

/**
 * How a row keeps contracts and team: the few events that tell of them, from which the core folds
 * them again, so that no state of the core is written a second way. Terms stand beside, under their
 * ids.
 */
final class AccountJson {
  private final JsonMapper mapper;
  private final CollectionType list;

  /**
   * Makes the form.
   *
   * @param idOf keeps terms and gives their id
   * @param termsOf the terms with an id
   */
  AccountJson(Function<Terms, String> idOf, Function<String, Terms> termsOf) {
    var byId = new SimpleModule("terms by id");
    byId.addSerializer(Terms.class, new TermsOut(idOf));
    byId.addDeserializer(Terms.class, new TermsIn(termsOf));
    mapper = LedgerJson.mapper().rebuild().addModule(byId).build();
    list = mapper.getTypeFactory().constructCollectionType(List.class, Told.class);
  }

  /** The form for whoever writes events. */
  static AccountJson writing(Function<Terms, String> idOf) {
    return new AccountJson(
        idOf,
        id -> {
          throw new IllegalStateException("the terms " + id + " are not read here");
        });
  }

  /** The form for whoever reads and writes lists of events, and none of them. */
  static AccountJson withoutTerms() {
    return writing(
        terms -> {
          throw new IllegalStateException("no terms are written here");
        });
  }

  /** An event, and when it was recorded. */
  record Told(long position, Instant recordedAt, String type, JsonNode event) {}

  List<Told> read(String text) {
    return mapper.readValue(text, list);
  }

  String write(List<Told> told) {
    return mapper.writeValueAsString(told);
  }

  Told told(LoggedEvent logged) {
    return new Told(
        logged.position(), logged.recordedAt(), logged.type(), mapper.valueToTree(logged.event()));
  }

  /** The contracts that follow from what was told. */
  Contracts contracts(List<Told> told, ZoneId zone) {
    Contracts contracts = Contracts.NONE;
    for (Told one : told) {
      contracts = contracts.apply((ContractEvent) event(one), zone);
    }
    return contracts;
  }

  /** The team that follows from what was told. */
  Team team(List<Told> told) {
    Team team = Team.NOBODY;
    for (Told one : told) {
      team = team.apply((TeamEvent) event(one));
    }
    return team;
  }

  /** Those of a list that count. */
  static List<Told> only(List<Told> told, Predicate<Told> counts) {
    var some = new ArrayList<Told>(told);
    some.removeIf(counts.negate());
    return some;
  }

  /** The event that was told. */
  AccountEvent event(Told told) {
    Class<? extends AccountEvent> type = EventNames.event(told.type());
    if (type == null) {
      throw new IllegalStateException("unknown event " + told.type());
    }
    return mapper.treeToValue(told.event(), type);
  }

  private static final class TermsOut extends StdSerializer<Terms> {
    private final transient Function<Terms, String> idOf;

    TermsOut(Function<Terms, String> idOf) {
      super(Terms.class);
      this.idOf = idOf;
    }

    @Override
    public void serialize(Terms terms, JsonGenerator json, SerializationContext context) {
      json.writeString(idOf.apply(terms));
    }
  }

  private static final class TermsIn extends StdDeserializer<Terms> {
    private final transient Function<String, Terms> termsOf;

    TermsIn(Function<String, Terms> termsOf) {
      super(Terms.class);
      this.termsOf = termsOf;
    }

    @Override
    public Terms deserialize(JsonParser json, DeserializationContext context) {
      return termsOf.apply(json.getString());
    }
  }
}
