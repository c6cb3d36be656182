package io.github.neuronscript.cli;

import java.io.InputStream;
import java.nio.file.Path;

/**
 * Where a command runs.
 *
 * @param folder that relative paths start from
 */
record Shell(
    InputStream in, Output out, Output err, Path folder, Screen screen, Interrupts interrupts) {}
