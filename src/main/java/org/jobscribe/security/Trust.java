package org.jobscribe.security;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Whose tokens are accepted: the settings, and when the key's file was changed, if it is one.
 *
 * @param keyFile empty if the key is no file, or the file cannot be looked at
 */
record Trust(TokenSettings settings, Optional<FileTime> keyFile) {

  static Trust of(Config config) {
    TokenSettings settings = TokenSettings.of(config);
    return new Trust(settings, settings.publicKeyLocation().flatMap(Trust::lastChange));
  }

  private static Optional<FileTime> lastChange(String location) {
    try {
      return location.startsWith("file:")
          ? Optional.of(Files.getLastModifiedTime(Path.of(URI.create(location))))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
