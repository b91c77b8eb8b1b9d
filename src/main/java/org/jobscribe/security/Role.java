package org.jobscribe.security;

/** The roles, as a token's {@code groups} name them. */
public final class Role {

  /** Reads jobs and the catalogue. */
  public static final String VIEW = "VIEW";

  /** Edits, imports, and reads what VIEW reads. */
  public static final String EDIT = "EDIT";

  /** Makes views and attributes, and does what EDIT does. */
  public static final String ADMIN = "ADMIN";

  private Role() {}
}
