package io.github.neuronscript.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command line may ask of a database: one query that only reads. */
class QueryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select * from shop                            | true
          SELECT x FROM shop;                           | true
          with t as (select 1 as x) select * from t     | true
          values (1, 2)                                 | true
          from shop                                     | true
          select "a;b" from shop where name = 'x;y'     | true
          drop table shop                               | false
          insert into shop values (1)                   | false
          select 1; drop table shop                     | false
          selected                                      | false
          """)
  void onlyReads(String sql, boolean reads) {
    assertEquals(reads, Query.isOnlyRead(sql));
  }
}
