package org.entitlementledger.projections.rebuild;

import java.util.List;
import org.entitlementledger.projections.row.Table;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What PostgreSQL's catalogue says of a table, as far as {@code create table … (like …)} does not
 * copy it.
 *
 * @param columns names and types, in their order
 * @param indexes statements that make the indexes and keys; in their order, since of two indexes
 *     that cost the same the planner takes the newer
 * @param settings statements that grant rights and set storage parameters and the owner
 */
record TableDefinition(List<String> columns, List<String> indexes, List<String> settings) {
  private static final String COLUMNS =
      """
      select concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull)
        from pg_attribute
       where attrelid = cast(? as regclass) and attnum > 0 and not attisdropped
       order by attnum
      """;

  private static final String INDEXES =
      """
      select case when c.oid is null then pg_get_indexdef(i.indexrelid, 0, true)
               else format('alter table %I add constraint %I %s',
                 t.relname, c.conname, pg_get_constraintdef(c.oid)) end
        from pg_index i
        join pg_class t on t.oid = i.indrelid
        left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')
       where i.indrelid = cast(? as regclass)
       order by i.indexrelid
      """;

  private static final String SETTINGS =
      """
      with t as (select * from pg_class where oid = cast(? as regclass))
      select format('grant %s on %I to %s%s', a.privilege_type, t.relname,
               case a.grantee when 0 then 'public'
                 else quote_ident(pg_get_userbyid(a.grantee)) end,
               case when a.is_grantable then ' with grant option' else '' end) as statement
        from t cross join aclexplode(t.relacl) a
       where a.grantee <> t.relowner
      union all
      select format('alter table %I set (%s)', relname, array_to_string(reloptions, ', '))
        from t where reloptions is not null
      union all
      select format('alter table %I owner to %I', relname, pg_get_userbyid(relowner))
        from t where pg_get_userbyid(relowner) <> current_user
      order by statement desc
      """;

  /**
   * Of each of these tables: whether a table in its place would lose something that an operator has
   * added, as a view, a trigger, a foreign key, a publication or rights to single columns.
   */
  private static final String REPLACEABLE =
      """
      select bool_and(
               pg_has_role(t.relowner, 'usage')
               and t.relkind = 'r' and t.relreplident = 'd'
               and not (t.relhastriggers or t.relhassubclass or t.relrowsecurity or t.relispartition)
               and not exists (select 1 from pg_attribute a
                                where a.attrelid = t.oid and a.attacl is not null)
               and not exists (select 1 from pg_depend d
                                where d.refclassid = 'pg_class'::regclass and d.refobjid = t.oid
                                  and d.classid not in ('pg_class'::regclass, 'pg_type'::regclass,
                                    'pg_constraint'::regclass, 'pg_attrdef'::regclass)))
             and has_database_privilege(current_database(), 'create')
        from pg_class t
       where t.oid in (select cast(name as regclass) from unnest(?) as names (name))
      """;

  /** That of the table which is found under a name. */
  static TableDefinition of(JdbcOperations jdbc, String table) {
    return new TableDefinition(
        texts(jdbc, COLUMNS, table), texts(jdbc, INDEXES, table), texts(jdbc, SETTINGS, table));
  }

  private static List<String> texts(JdbcOperations jdbc, String sql, String table) {
    return jdbc.query(sql, (row, number) -> row.getString(1), table);
  }

  /** Whether other tables may take the place of these. */
  static boolean replaceable(JdbcOperations jdbc, List<Table<?>> tables) {
    Object names = tables.stream().map(Table::name).toArray(String[]::new);
    return Boolean.TRUE.equals(jdbc.queryForObject(REPLACEABLE, Boolean.class, names));
  }
}
