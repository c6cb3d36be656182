package io.github.neuronscript.jdbc;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The JDBC drivers on the class path, and those in jars that the user names. They are asked one by
 * one: {@link java.sql.DriverManager} would not see the latter.
 */
final class Drivers {
  private final List<Driver> drivers = new ArrayList<>();

  /**
   * Loads the drivers.
   *
   * @param classPath further jars and folders, separated as class paths are; may be empty
   */
  Drivers(String classPath) {
    List<URL> places = new ArrayList<>();
    for (String part : classPath.split(File.pathSeparator, -1)) {
      if (!part.isBlank()) {
        url(part).ifPresent(places::add);
      }
    }
    ClassLoader ours = Drivers.class.getClassLoader();
    // Never closed: a driver loads its classes as it needs them.
    ClassLoader loader =
        places.isEmpty() ? ours : new URLClassLoader(places.toArray(URL[]::new), ours);
    var found = ServiceLoader.load(Driver.class, loader).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          break;
        }
        drivers.add(found.next());
      } catch (ServiceConfigurationError broken) {
        // A driver that does not load is as good as none.
      }
    }
  }

  private static Optional<URL> url(String path) {
    try {
      return Optional.of(Path.of(path).toUri().toURL());
    } catch (InvalidPathException | MalformedURLException e) {
      return Optional.empty();
    }
  }

  /** Whether a driver knows an address. */
  boolean know(String url) {
    return drivers.stream().anyMatch(driver -> accepts(driver, url));
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Returns a connection; empty if no driver knows the address. */
  Optional<Connection> connect(String url, Properties properties) throws SQLException {
    for (Driver driver : drivers) {
      if (accepts(driver, url)) {
        return Optional.ofNullable(driver.connect(url, properties));
      }
    }
    return Optional.empty();
  }
}
