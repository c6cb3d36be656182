/**
 * Tables of databases and of Parquet files, by whatever JDBC drivers there are.
 *
 * <p>Open {@link io.github.neuronscript.jdbc.Databases} first. The core knows rows ({@link
 * io.github.neuronscript.data.RowSource}) and nothing of databases; a driver is a jar that the user
 * adds.
 */
package io.github.neuronscript.jdbc;
