package io.github.neuronscript;

import io.github.neuronscript.data.FileOpener;
import java.nio.file.AccessDeniedException;

/** The files that a script may read; an application that gives none keeps them all closed. */
@FunctionalInterface
public interface FileAccess extends FileOpener {

  /** Returns the access that refuses every file. */
  static FileAccess none() {
    return (script, path) -> {
      throw new AccessDeniedException(path);
    };
  }
}
